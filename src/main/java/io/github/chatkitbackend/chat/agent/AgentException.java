package io.github.chatkitbackend.chat.agent;

import io.github.chatkitbackend.chat.protocol.ThreadEvent;

/**
 * Ends a turn with an error that the user gets to see.
 */
public final class AgentException extends RuntimeException {

	private final String code;

	private final boolean custom;

	private final boolean allowRetry;

	private AgentException(String code, String message, boolean custom, boolean allowRetry) {
		super(message);
		this.code = code;
		this.custom = custom;
		this.allowRetry = allowRetry;
	}

	/**
	 * An error with a message of the agent's.
	 * @param message what the user reads; no text of another service and no secret
	 * @param allowRetry whether the client offers to try again
	 * @return the exception
	 */
	public static AgentException withMessage(String message, boolean allowRetry) {
		return new AgentException(ThreadEvent.Error.CUSTOM, message, true, allowRetry);
	}

	/**
	 * An error that the client words by its code.
	 * @param code the code, such as {@code stream.error}
	 * @param allowRetry whether the client offers to try again
	 * @return the exception
	 */
	public static AgentException withCode(String code, boolean allowRetry) {
		return new AgentException(code, code, false, allowRetry);
	}

	/**
	 * The event that the client gets.
	 * @return the event
	 */
	public ThreadEvent.Error event() {
		return new ThreadEvent.Error(this.code, this.custom ? getMessage() : null, this.allowRetry);
	}

}
