package io.github.chatkitbackend.chat.tool;

import io.github.chatkitbackend.chat.agent.Turn;

/**
 * A function of the application that a model may call. Every bean of this type is offered
 * to the built-in agent.
 *
 * @param <P> a record, whose components are the parameters
 */
public interface Tool<P extends Record> {

	/**
	 * The name by which the model calls the function.
	 * @return 1 to 64 letters, digits, underscores and hyphens
	 */
	String name();

	/**
	 * What the function does.
	 * @return a text for the model
	 */
	String description();

	/**
	 * The parameters.
	 * @return the class of the record
	 */
	Class<P> parameters();

	/**
	 * Run the function. It may block.
	 * @param parameters what the model asks for
	 * @param turn the turn, through which the function may send anything
	 * @return what the model reads: a text, a {@link ToolResult}, or anything that is
	 * written as JSON
	 * @throws Exception if it fails; the model reads that it has failed, but not why
	 */
	Object call(P parameters, Turn turn) throws Exception;

}
