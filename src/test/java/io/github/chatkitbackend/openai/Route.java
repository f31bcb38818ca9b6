package io.github.chatkitbackend.openai;

import mockwebserver3.MockResponse;

/**
 * Answers one operation of OpenAI's API. To add an operation, implement this interface
 * and add the implementation to {@link OpenAIStandIn}.
 */
interface Route {

	/**
	 * The operation that this route answers.
	 * @return the operation
	 */
	Operation operation();

	/**
	 * Answer a request that has a valid API key.
	 * @param request the request
	 * @return the answer
	 * @throws Refusal if OpenAI would refuse the request
	 */
	MockResponse answer(ApiRequest request);

}
