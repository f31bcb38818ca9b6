package io.github.chatkitbackend.openai;

import java.time.Duration;

import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

/**
 * The ways in which OpenAI can fail us: what the caller is told and what the operator
 * should do.
 */
enum OpenAIFailure {

	CREDENTIALS_REJECTED(ErrorCode.OPENAI_CREDENTIALS_REJECTED,
			"OpenAI does not accept this service's credentials. Its operator has to correct them.",
			"Check OPENAI_API_KEY, OPENAI_ORG_ID and OPENAI_PROJECT_ID, and that the key may use ChatKit"),

	WORKFLOW_NOT_FOUND(ErrorCode.WORKFLOW_NOT_FOUND,
			"OpenAI does not know the configured workflow: its id is unknown to this key's project, or the workflow has been retired.",
			"Check that CHATKIT_WORKFLOW_ID belongs to the project of OPENAI_API_KEY. OpenAI retires hosted workflows on 2026-11-30; after that date this answer is final"),

	REJECTED_REQUEST(ErrorCode.OPENAI_REJECTED_REQUEST,
			"OpenAI refused the request that this service made. Its operator has to look at the settings.",
			"Check the session settings that OpenAI names, such as CHATKIT_WORKFLOW_VERSION"),

	RATE_LIMITED(ErrorCode.OPENAI_RATE_LIMITED,
			"OpenAI limits how fast this service may create sessions. Try again after the time in Retry-After.",
			"Check the limits and the credit of the OpenAI project"),

	UNAVAILABLE(ErrorCode.OPENAI_UNAVAILABLE, "OpenAI has a problem of its own. Try again in a moment.",
			"Look at https://status.openai.com; quote the request id to OpenAI's support"),

	UNREACHABLE(ErrorCode.OPENAI_UNREACHABLE, "This service cannot reach OpenAI. Try again in a moment.",
			"Check DNS, proxy, firewall and certificates between this service and OPENAI_BASE_URL"),

	TIMEOUT(ErrorCode.OPENAI_TIMEOUT, "OpenAI did not answer in time. Try again in a moment.",
			"Look at https://status.openai.com; CHATKIT_OPENAI_DEADLINE says how long callers wait"),

	INVALID_RESPONSE(ErrorCode.OPENAI_INVALID_RESPONSE,
			"OpenAI answered with something that is not a ChatKit session. Try again in a moment.",
			"Check that OPENAI_BASE_URL is the root of OpenAI's API, usually ending in /v1");

	private final ErrorCode code;

	private final String detail;

	private final String operatorAdvice;

	OpenAIFailure(ErrorCode code, String detail, String operatorAdvice) {
		this.code = code;
		this.detail = detail;
		this.operatorAdvice = operatorAdvice;
	}

	ApiException toException(@Nullable Duration retryAfter, @Nullable String requestId) {
		return new ApiException(this.code, this.detail, retryAfter, requestId);
	}

	/**
	 * The error for a call that was not made.
	 */
	ApiException toRefusal(Duration retryAfter) {
		return new ApiException(this.code, HttpStatus.SERVICE_UNAVAILABLE, this.detail, retryAfter, null);
	}

	String operatorAdvice() {
		return this.operatorAdvice;
	}

}
