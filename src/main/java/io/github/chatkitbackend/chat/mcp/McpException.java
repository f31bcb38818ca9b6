package io.github.chatkitbackend.chat.mcp;

/**
 * An MCP server has not done what it was asked to do. The message is for the log and
 * contains no secret.
 */
final class McpException extends Exception {

	private final Outcome outcome;

	private final String advice;

	private McpException(Outcome outcome, String message, String advice) {
		super(message);
		this.outcome = outcome;
		this.advice = advice;
	}

	static McpException unavailable(String message) {
		return new McpException(Outcome.UNAVAILABLE, message,
				"The tool failed: its server does not work at the moment. Do without it, or tell the user.");
	}

	static McpException timedOut() {
		return new McpException(Outcome.TIMED_OUT, "it has not answered in time",
				"The tool failed: it did not answer in time, and the call was cancelled.");
	}

	static McpException tooLarge() {
		return new McpException(Outcome.TOO_LARGE, "its answer is larger than 1 MiB",
				"The tool failed: its answer is larger than 1 MiB. Ask for less at a time.");
	}

	/**
	 * The server has answered with an error of the protocol.
	 * @param code the error's code
	 * @param text the error's text, which only the model reads
	 */
	static McpException refused(int code, String text) {
		return new McpException(Outcome.REFUSED, "it answered with error " + code, ToolResults.ERROR + text);
	}

	Outcome outcome() {
		return this.outcome;
	}

	/**
	 * What the model reads.
	 */
	String advice() {
		return this.advice;
	}

	/**
	 * How a call has failed, for metrics.
	 */
	enum Outcome {

		UNAVAILABLE, TIMED_OUT, TOO_LARGE, REFUSED

	}

}
