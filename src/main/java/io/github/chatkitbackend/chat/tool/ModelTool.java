package io.github.chatkitbackend.chat.tool;

import io.github.chatkitbackend.chat.agent.Turn;
import tools.jackson.databind.node.ObjectNode;

/**
 * A function that a model may call, wherever it runs.
 */
public interface ModelTool {

	/**
	 * How the model knows the function.
	 * @return the description
	 */
	ToolDescription description();

	/**
	 * How settings name the function.
	 * @return the name by which the model knows it, or {@code server/tool} for a tool of
	 * a server
	 */
	default String reference() {
		return description().name();
	}

	/**
	 * Where the function comes from, for messages to operators.
	 * @return words that complete "one of", such as the name of a setting
	 */
	default String origin() {
		return "this application";
	}

	/**
	 * Run the function. It runs on a virtual thread of its own, which is interrupted when
	 * the turn is cancelled.
	 * @param arguments what the model has written, which need not fit the schema
	 * @param turn the turn, through which the function may send anything
	 * @return what the model reads
	 * @throws Exception if it fails; the model reads that it has failed, but not why
	 */
	ToolResult call(ObjectNode arguments, Turn turn) throws Exception;

}
