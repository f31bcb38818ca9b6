package io.github.chatkitbackend.openai;

import java.time.Duration;

import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

/**
 * A failure of a call to OpenAI. The constants apply to every operation. An operation can
 * define the meaning of its client errors.
 *
 * @param code the error code for the caller
 * @param detail the error message for the caller
 * @param operatorAdvice the advice for the operator in the log
 */
public record OpenAIFailure(ErrorCode code, String detail, String operatorAdvice) {

	/** OpenAI rejected a request, and the operation does not define the meaning. */
	public static final OpenAIFailure REJECTED_REQUEST = new OpenAIFailure(ErrorCode.OPENAI_REJECTED_REQUEST,
			"OpenAI rejected the request of this service. The operator has to check the settings.",
			"Check the setting that OpenAI names");

	static final OpenAIFailure CREDENTIALS_REJECTED = new OpenAIFailure(ErrorCode.OPENAI_CREDENTIALS_REJECTED,
			"OpenAI rejected the credentials of this service. The operator has to correct them.",
			"Check OPENAI_API_KEY, its permissions, OPENAI_ORG_ID and OPENAI_PROJECT_ID");

	static final OpenAIFailure RATE_LIMITED = new OpenAIFailure(ErrorCode.OPENAI_RATE_LIMITED,
			"This service has reached its rate limit at OpenAI. Try again after the time in Retry-After.",
			"Check the limits and the credit of the OpenAI project");

	static final OpenAIFailure UNAVAILABLE = new OpenAIFailure(ErrorCode.OPENAI_UNAVAILABLE,
			"OpenAI is currently unavailable. Try again in a moment.",
			"Check https://status.openai.com. Include the request id if you contact OpenAI's support");

	static final OpenAIFailure UNREACHABLE = new OpenAIFailure(ErrorCode.OPENAI_UNREACHABLE,
			"This service cannot reach OpenAI. Try again in a moment.",
			"Check DNS, proxies, firewalls and certificates between this service and OPENAI_BASE_URL");

	static final OpenAIFailure TIMEOUT = new OpenAIFailure(ErrorCode.OPENAI_TIMEOUT,
			"OpenAI did not answer in time. Try again in a moment.",
			"Check https://status.openai.com. CHATKIT_OPENAI_DEADLINE sets how long callers wait, CHATKIT_MODEL_TIMEOUT how "
					+ "long a model may be silent");

	static final OpenAIFailure INVALID_RESPONSE = new OpenAIFailure(ErrorCode.OPENAI_INVALID_RESPONSE,
			"OpenAI sent a response that this service cannot process. Try again in a moment.",
			"Check that OPENAI_BASE_URL is the root of OpenAI's API, which usually ends in /v1");

	/**
	 * Return this failure with different advice for the operator.
	 * @param operatorAdvice the advice
	 * @return the failure
	 */
	public OpenAIFailure withAdvice(String operatorAdvice) {
		return new OpenAIFailure(this.code, this.detail, operatorAdvice);
	}

	ApiException toException(@Nullable Duration retryAfter, @Nullable String requestId) {
		return new ApiException(this.code, this.detail, retryAfter, requestId);
	}

	/**
	 * The error for a call that was not made because the breaker is open.
	 */
	ApiException toRefusal(Duration retryAfter) {
		return new ApiException(this.code, HttpStatus.SERVICE_UNAVAILABLE, this.detail, retryAfter, null);
	}

}
