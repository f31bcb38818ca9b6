package io.github.chatkitbackend.openai;

/**
 * An operation of OpenAI's API, and the meaning of its client errors.
 *
 * @param name name in metrics and traces, such as {@code create_session}, of low
 * cardinality
 * @param rejected the failure for a 4xx status other than 401, 403, 404 and 429
 * @param notFound the failure for the status 404
 */
public record OpenAIOperation(String name, OpenAIFailure rejected, OpenAIFailure notFound) {

	/**
	 * Create an operation without failures of its own.
	 * @param name its name
	 */
	public OpenAIOperation(String name) {
		this(name, OpenAIFailure.REJECTED_REQUEST, OpenAIFailure.REJECTED_REQUEST);
	}

}
