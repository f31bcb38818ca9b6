package io.github.chatkitbackend.chat.responses;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import com.openai.models.responses.Tool;
import io.github.chatkitbackend.chat.tool.ModelTool;
import io.github.chatkitbackend.chat.tool.ToolSource;
import io.github.chatkitbackend.identity.EndUser;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what the model may use for a user: the functions of this service, those that the
 * settings name, and what the sources offer at the moment.
 */
class ToolSets {

	private static final Logger logger = LoggerFactory.getLogger(ToolSets.class);

	private static final String RENAME = "Rename one of them: a bean by what its method name() returns, a tool of the page "
			+ "in the file of CHATKIT_CLIENT_TOOLS_FILE, a widget by its name in its file. The other settings turn on tools "
			+ "whose names are fixed.";

	private final SequencedMap<String, ModelTool> own = new LinkedHashMap<>();

	private final SequencedMap<String, EndingTool> ending = new LinkedHashMap<>();

	private final List<Tool> hosted;

	/** Where the tools come from whose names are taken, by these names. */
	private final Map<String, String> origins = new HashMap<>();

	private final List<ToolSource> sources;

	/** The names about which a warning was logged. */
	private final Set<String> warned = ConcurrentHashMap.newKeySet();

	/**
	 * Collect what the model may use.
	 * @param own the functions of this service
	 * @param ending the functions that end a turn
	 * @param hosted the tools that OpenAI runs
	 * @param sources what else knows functions, by precedence
	 * @throws UnusableToolException if one of them has no proper name of its own
	 */
	ToolSets(List<? extends ModelTool> own, List<? extends EndingTool> ending, List<Tool> hosted,
			List<ToolSource> sources) {
		hosted.forEach((tool) -> take(HostedTools.name(tool), HostedTools.origin(tool)));
		ending.forEach((tool) -> this.ending.put(take(tool.description().name(), tool.origin()), tool));
		own.forEach((tool) -> this.own.put(take(tool.description().name(), tool.origin()), tool));
		this.hosted = hosted;
		this.sources = sources;
	}

	static boolean isName(String name) {
		return name.matches("[a-zA-Z0-9_-]{1,64}");
	}

	private String take(String name, String origin) {
		if (!isName(name)) {
			throw new UnusableToolException(
					"The tool %s of %s has a name that OpenAI does not allow.".formatted(name, origin),
					"Give it a name of 1 to 64 letters, digits, underscores and hyphens.");
		}
		String other = this.origins.putIfAbsent(name, origin);
		if (other != null) {
			throw new UnusableToolException(
					"Two tools have the name %s: one of %s, and one of %s.".formatted(name, other, origin), RENAME);
		}
		return name;
	}

	/**
	 * Whether a function belongs to this service.
	 */
	boolean isOwn(String name) {
		return this.own.containsKey(name);
	}

	ToolSet of(EndUser user) {
		SequencedMap<String, ModelTool> functions = new LinkedHashMap<>(this.own);
		for (ToolSource source : this.sources) {
			source.tools(user).forEach((tool) -> add(functions, tool));
		}
		return new ToolSet(functions, this.ending, this.hosted);
	}

	private void add(Map<String, ModelTool> functions, ModelTool tool) {
		String name = tool.description().name();
		boolean taken = this.origins.containsKey(name) || functions.putIfAbsent(name, tool) != null;
		if (taken && this.warned.add(name)) {
			logger.warn("Two tools have the name {}. The model gets only the first one", name);
		}
	}

}
