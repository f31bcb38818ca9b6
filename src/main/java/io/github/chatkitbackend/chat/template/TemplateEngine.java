package io.github.chatkitbackend.chat.template;

import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.el.JinjavaProcessors;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.RenderResult;
import com.hubspot.jinjava.lib.Importable;

/**
 * Renders templates as data: what they can reach, how long they run and how much they
 * write is limited.
 */
class TemplateEngine {

	static final int MAX_OUTPUT = 256 * 1024;

	private static final int MAX_LENGTH = 64 * 1024;

	private static final int MAX_ELEMENTS = 1_000;

	private static final int MAX_DEPTH = 16;

	private static final Set<String> TAGS = Set.of("if", "elif", "else", "endif", "for", "endfor", "set", "endset",
			"raw", "endraw");

	private static final Set<String> FILTERS = Set.of("abs", "capitalize", "count", "d", "default", "first", "float",
			"int", "last", "length", "lower", "reverse", "round", "string", "title", "tojson", "trim", "truncate",
			"upper");

	private static final Set<String> FUNCTIONS = Set.of(":range");

	/** The variable by which the engine knows itself. */
	private static final String INTERPRETER = "____int3rpr3t3r____";

	private final Jinjava jinjava;

	TemplateEngine() {
		Context all = new Jinjava().getGlobalContext();
		Map<Context.Library, Set<String>> disabled = new EnumMap<>(Context.Library.class);
		disabled.put(Context.Library.TAG, others(all.getAllTags(), TAGS));
		disabled.put(Context.Library.FILTER, others(all.getAllFilters(), FILTERS));
		disabled.put(Context.Library.FUNCTION, others(all.getAllFunctions(), FUNCTIONS));
		this.jinjava = new Jinjava(config().withDisabled(disabled).build());
		this.jinjava.registerFilter(new ToJsonFilter());
		this.jinjava.registerExpTest(new NoneTest());
	}

	private static JinjavaConfig.Builder config() {
		return JinjavaConfig.newBuilder()
			.withLocale(Locale.ROOT)
			.withTimeZone(ZoneOffset.UTC)
			.withFailOnUnknownTokens(true)
			.withNestedInterpretationEnabled(false)
			.withEnableRecursiveMacroCalls(false)
			.withElResolver(new TemplateResolver())
			.withMaxRenderDepth(MAX_DEPTH)
			.withMaxOutputSize(MAX_OUTPUT)
			.withMaxStringLength(MAX_LENGTH)
			.withMaxListSize(MAX_ELEMENTS)
			.withMaxMapSize(MAX_ELEMENTS)
			.withRangeLimit(MAX_ELEMENTS)
			.withProcessors(JinjavaProcessors.newBuilder().withNodePreProcessor(RenderBudget::spend).build());
	}

	private static Set<String> others(Iterable<? extends Importable> all, Set<String> allowed) {
		return StreamSupport.stream(all.spliterator(), false)
			.map(Importable::getName)
			.filter((one) -> !allowed.contains(one))
			.collect(Collectors.toSet());
	}

	/**
	 * Render a template.
	 * @param template its source
	 * @param data the variables
	 * @return what it writes
	 * @throws TemplateException if it is broken, refers to something that does not exist,
	 * or takes too much
	 */
	String render(String template, Map<String, Object> data) throws TemplateException {
		if (template.contains(INTERPRETER)) {
			throw new TemplateException("it must not use " + INTERPRETER);
		}
		RenderResult result = RenderBudget.within(() -> this.jinjava.renderForResult(template, data));
		return result.getOutput();
	}

}
