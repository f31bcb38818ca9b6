package io.github.chatkitbackend.chat.responses;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.chatkitbackend.chat.tool.ModelTool;
import io.github.chatkitbackend.chat.tool.ToolSource;
import io.github.chatkitbackend.identity.EndUser;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the functions that the model may call for a user: those of the application, and
 * what the sources offer at the moment.
 */
class ToolSets {

	private static final Logger logger = LoggerFactory.getLogger(ToolSets.class);

	private static final String NAME = "[a-zA-Z0-9_-]{1,64}";

	private final SequencedMap<String, ModelTool> own = new LinkedHashMap<>();

	private final List<ToolSource> sources;

	/** The names about which a warning was logged. */
	private final Set<String> warned = ConcurrentHashMap.newKeySet();

	/**
	 * Collect the functions.
	 * @param own the functions of the application
	 * @param sources what else knows functions, by precedence
	 * @throws IllegalStateException if a function has no proper name of its own
	 */
	ToolSets(List<? extends ModelTool> own, List<ToolSource> sources) {
		for (ModelTool tool : own) {
			String name = tool.description().name();
			if (!name.matches(NAME)) {
				throw new IllegalStateException(
						("The name of the tool %s must be 1 to 64 letters, digits, " + "underscores and hyphens")
							.formatted(name));
			}
			if (this.own.putIfAbsent(name, tool) != null) {
				throw new IllegalStateException("Two tools have the name %s. Rename one of them".formatted(name));
			}
		}
		this.sources = sources;
	}

	ToolSet of(EndUser user) {
		SequencedMap<String, ModelTool> functions = new LinkedHashMap<>(this.own);
		for (ToolSource source : this.sources) {
			source.tools(user).forEach((tool) -> add(functions, tool));
		}
		return new ToolSet(functions);
	}

	private void add(Map<String, ModelTool> functions, ModelTool tool) {
		String name = tool.description().name();
		if (functions.putIfAbsent(name, tool) != null && this.warned.add(name)) {
			logger.warn("Two tools have the name {}. The model gets only the first one", name);
		}
	}

}
