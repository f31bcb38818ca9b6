package io.github.chatkitbackend.openai;

import java.time.Duration;

import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

/**
 * A way in which OpenAI can fail us. The constants hold for every operation; an operation
 * adds what its refusals mean.
 *
 * @param code the code that the caller gets
 * @param detail the sentence that the caller gets
 * @param operatorAdvice what the log tells the operator to do
 */
public record OpenAIFailure(ErrorCode code, String detail, String operatorAdvice) {

	/** OpenAI refused a request, and the operation does not say what that means. */
	public static final OpenAIFailure REJECTED_REQUEST = new OpenAIFailure(ErrorCode.OPENAI_REJECTED_REQUEST,
			"OpenAI refused the request that this service made. Its operator has to look at the settings.",
			"Check the setting that OpenAI names");

	static final OpenAIFailure CREDENTIALS_REJECTED = new OpenAIFailure(ErrorCode.OPENAI_CREDENTIALS_REJECTED,
			"OpenAI does not accept this service's credentials. Its operator has to correct them.",
			"Check OPENAI_API_KEY, its permissions, OPENAI_ORG_ID and OPENAI_PROJECT_ID");

	static final OpenAIFailure RATE_LIMITED = new OpenAIFailure(ErrorCode.OPENAI_RATE_LIMITED,
			"OpenAI limits how fast this service may call it. Try again after the time in Retry-After.",
			"Check the limits and the credit of the OpenAI project");

	static final OpenAIFailure UNAVAILABLE = new OpenAIFailure(ErrorCode.OPENAI_UNAVAILABLE,
			"OpenAI has a problem of its own. Try again in a moment.",
			"Look at https://status.openai.com; quote the request id to OpenAI's support");

	static final OpenAIFailure UNREACHABLE = new OpenAIFailure(ErrorCode.OPENAI_UNREACHABLE,
			"This service cannot reach OpenAI. Try again in a moment.",
			"Check DNS, proxy, firewall and certificates between this service and OPENAI_BASE_URL");

	static final OpenAIFailure TIMEOUT = new OpenAIFailure(ErrorCode.OPENAI_TIMEOUT,
			"OpenAI did not answer in time. Try again in a moment.",
			"Look at https://status.openai.com; CHATKIT_OPENAI_DEADLINE says how long callers wait, "
					+ "CHATKIT_MODEL_TIMEOUT how long a model may be silent");

	static final OpenAIFailure INVALID_RESPONSE = new OpenAIFailure(ErrorCode.OPENAI_INVALID_RESPONSE,
			"OpenAI answered with something that this service does not understand. Try again in a moment.",
			"Check that OPENAI_BASE_URL is the root of OpenAI's API, usually ending in /v1");

	/**
	 * The same failure with other advice for the operator.
	 * @param operatorAdvice what to do about it
	 * @return the failure
	 */
	public OpenAIFailure withAdvice(String operatorAdvice) {
		return new OpenAIFailure(this.code, this.detail, operatorAdvice);
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

}
