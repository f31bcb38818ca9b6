package io.github.chatkitbackend.session;

import io.github.chatkitbackend.error.ErrorCode;
import io.github.chatkitbackend.openai.OpenAIFailure;
import io.github.chatkitbackend.openai.OpenAIOperation;
import org.jspecify.annotations.Nullable;

/**
 * The operation that creates a session, and the meaning of its client errors.
 */
final class SessionOperation {

	private static final String NAME = "create_session";

	private static final OpenAIFailure REJECTED = OpenAIFailure.REJECTED_REQUEST
		.withAdvice("Check the session settings that OpenAI names, such as CHATKIT_WORKFLOW_VERSION");

	private static final OpenAIOperation DEFAULT = new OpenAIOperation(NAME, REJECTED,
			notFound("the configured workflow", "CHATKIT_WORKFLOW_ID"));

	private SessionOperation() {
	}

	/**
	 * Describe the creation of a session.
	 * @param workflow the name of the workflow, {@code null} for the default one
	 * @return the operation
	 */
	static OpenAIOperation create(@Nullable String workflow) {
		if (workflow == null) {
			return DEFAULT;
		}
		String named = "the workflow named " + workflow;
		return new OpenAIOperation(NAME, REJECTED, notFound(named, named + " in CHATKIT_WORKFLOWS"));
	}

	private static OpenAIFailure notFound(String workflow, String setting) {
		return new OpenAIFailure(ErrorCode.WORKFLOW_NOT_FOUND,
				"OpenAI does not know %s: its id is unknown to this key's project, or the workflow has been retired."
					.formatted(workflow),
				"Check that %s belongs to the project of OPENAI_API_KEY. OpenAI retires hosted workflows on 2026-11-30; after that date this answer is final"
					.formatted(setting));
	}

}
