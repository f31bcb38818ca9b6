package io.github.chatkitbackend.session;

import io.github.chatkitbackend.error.ErrorCode;
import io.github.chatkitbackend.openai.OpenAIFailure;
import io.github.chatkitbackend.openai.OpenAIOperation;

/**
 * What OpenAI's refusals mean when it is asked for a session.
 */
final class SessionOperation {

	static final OpenAIOperation CREATE = new OpenAIOperation("create_session",
			OpenAIFailure.REJECTED_REQUEST
				.withAdvice("Check the session settings that OpenAI names, such as CHATKIT_WORKFLOW_VERSION"),
			new OpenAIFailure(ErrorCode.WORKFLOW_NOT_FOUND,
					"OpenAI does not know the configured workflow: its id is unknown to this key's project, or the workflow has been retired.",
					"Check that CHATKIT_WORKFLOW_ID belongs to the project of OPENAI_API_KEY. OpenAI retires hosted workflows on 2026-11-30; after that date this answer is final"));

	private SessionOperation() {
	}

}
