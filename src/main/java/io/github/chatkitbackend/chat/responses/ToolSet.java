package io.github.chatkitbackend.chat.responses;

import java.util.SequencedMap;

import io.github.chatkitbackend.chat.agent.AgentException;
import io.github.chatkitbackend.chat.agent.Turn;
import io.github.chatkitbackend.chat.agent.TurnCancelledException;
import io.github.chatkitbackend.chat.tool.ModelTool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The functions that the model may call in a turn.
 *
 * @param functions the functions by their names
 */
record ToolSet(SequencedMap<String, ModelTool> functions) {

	private static final Logger logger = LoggerFactory.getLogger(ToolSet.class);

	/**
	 * Run a function. What the model got wrong, it is told.
	 * @param call what the model asks for
	 * @param turn the turn
	 * @return what the model reads
	 * @throws AgentException if the function ends the turn
	 */
	JsonNode call(ToolCall call, Turn turn) {
		ModelTool function = this.functions.get(call.name());
		if (function == null) {
			return ToolOutput.text("There is no function named %s. These functions exist: %s.".formatted(call.name(),
					String.join(", ", this.functions.keySet())));
		}
		ObjectNode arguments = call.arguments();
		return (arguments != null) ? call(call.name(), function, arguments, turn) : ToolOutput.text(
				"The arguments are not a JSON object. Call the function again with arguments that fit its parameters.");
	}

	private static JsonNode call(String name, ModelTool function, ObjectNode arguments, Turn turn) {
		try {
			return ToolOutput.of(function.call(arguments, turn));
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
