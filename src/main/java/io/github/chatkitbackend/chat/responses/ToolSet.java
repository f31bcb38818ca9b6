package io.github.chatkitbackend.chat.responses;

import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;

import com.openai.models.responses.Tool;
import io.github.chatkitbackend.chat.agent.AgentException;
import io.github.chatkitbackend.chat.agent.Conversation;
import io.github.chatkitbackend.chat.agent.Turn;
import io.github.chatkitbackend.chat.agent.TurnCancelledException;
import io.github.chatkitbackend.chat.protocol.ThreadItem;
import io.github.chatkitbackend.chat.tool.ModelTool;
import io.github.chatkitbackend.chat.tool.ToolDescription;
import io.github.chatkitbackend.chat.tool.ToolResult;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the model may use in a turn.
 *
 * @param functions functions that this service runs, by their names
 * @param ending functions that end the turn, by their names
 * @param hosted tools that OpenAI runs
 */
record ToolSet(SequencedMap<String, ModelTool> functions, SequencedMap<String, EndingTool> ending, List<Tool> hosted) {

	private static final Logger logger = LoggerFactory.getLogger(ToolSet.class);

	/**
	 * All functions, in the order in which the model reads them.
	 */
	List<ToolDescription> descriptions() {
		return Stream
			.concat(this.functions.values().stream().map(ModelTool::description),
					this.ending.values().stream().map(EndingTool::description))
			.toList();
	}

	boolean hasFunction(String name) {
		return this.functions.containsKey(name) || this.ending.containsKey(name);
	}

	boolean has(String name) {
		return hasFunction(name) || this.hosted.stream().anyMatch((tool) -> HostedTools.name(tool).equals(name));
	}

	/**
	 * The item with which a call ends the turn.
	 * @return the item, or {@code null} if the call does not end the turn
	 */
	@Nullable ThreadItem item(ToolCall call, Conversation conversation) {
		EndingTool tool = this.ending.get(call.name());
		ObjectNode arguments = call.arguments();
		return (tool != null && arguments != null) ? tool.item(conversation, call, arguments) : null;
	}

	/**
	 * Run a function. What the model got wrong, it is told.
	 * @param call what the model asks for
	 * @param turn the turn
	 * @return what the model reads
	 * @throws AgentException if the function ends the turn
	 */
	JsonNode call(ToolCall call, Turn turn) {
		ObjectNode arguments = call.arguments();
		if (!hasFunction(call.name())) {
			return ToolOutput.text("There is no function named %s. These functions exist: %s.".formatted(call.name(),
					String.join(", ", descriptions().stream().map(ToolDescription::name).toList())));
		}
		if (arguments == null) {
			return ToolOutput.text("The arguments are not a JSON object. "
					+ "Call the function again with arguments that fit its parameters.");
		}
		ModelTool function = this.functions.get(call.name());
		return (function != null) ? call(call.name(), function, arguments, turn)
				: ToolOutput.text("The arguments do not fit the parameters. Call the function again.");
	}

	private static JsonNode call(String name, ModelTool function, ObjectNode arguments, Turn turn) {
		try {
			ToolResult result = function.call(arguments, turn);
			result.widgets().forEach((widget) -> turn.widget(widget.tree(), widget.copyText()));
			return ToolOutput.of(result);
		}
		catch (AgentException | TurnCancelledException ex) {
			throw ex;
		}
		catch (InterruptedException ex) {
			throw new TurnCancelledException();
		}
		catch (Exception | LinkageError | StackOverflowError ex) {
			logger.warn("The tool {} failed", name, ex);
			return ToolOutput.text("The function failed. Do not assume that it has had an effect.");
		}
	}

}
