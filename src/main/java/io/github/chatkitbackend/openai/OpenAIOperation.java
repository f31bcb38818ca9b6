package io.github.chatkitbackend.openai;

/**
 * Something that OpenAI is asked to do, and what its refusals mean there.
 *
 * @param name name in metrics and traces, such as {@code create_session}; there must be
 * few of them
 * @param rejected what a 4xx means that is not about credentials or limits
 * @param notFound what a 404 means
 */
public record OpenAIOperation(String name, OpenAIFailure rejected, OpenAIFailure notFound) {

	/**
	 * Describe an operation that has nothing to say about its refusals.
	 * @param name its name
	 */
	public OpenAIOperation(String name) {
		this(name, OpenAIFailure.REJECTED_REQUEST, OpenAIFailure.REJECTED_REQUEST);
	}

}
