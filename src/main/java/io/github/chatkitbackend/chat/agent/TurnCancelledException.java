package io.github.chatkitbackend.chat.agent;

/**
 * The turn was cancelled, and nobody reads what the agent sends. An agent need not catch
 * it.
 */
public class TurnCancelledException extends RuntimeException {

	/**
	 * Create a new exception.
	 */
	public TurnCancelledException() {
		super("The turn was cancelled");
	}

}
