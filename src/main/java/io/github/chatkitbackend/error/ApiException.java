package io.github.chatkitbackend.error;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

/**
 * A failure with the error response for the caller.
 */
public class ApiException extends RuntimeException {

	private final ErrorCode code;

	private final HttpStatus status;

	private final @Nullable String requestId;

	private final @Nullable Duration retryAfter;

	/**
	 * Create a new exception.
	 * @param code the stable code, which also determines the status
	 * @param detail one sentence that tells the caller what to do, without secrets and
	 * without text from upstream services
	 */
	public ApiException(ErrorCode code, String detail) {
		this(code, detail, null, null);
	}

	/**
	 * Create a new exception with details for retrying or reporting the failure.
	 * @param code the stable code, which also determines the status
	 * @param detail one sentence, as above
	 * @param retryAfter time to wait, sent as {@code Retry-After} in whole seconds,
	 * rounded up
	 * @param requestId OpenAI's {@code x-request-id}, if OpenAI answered
	 */
	public ApiException(ErrorCode code, String detail, @Nullable Duration retryAfter, @Nullable String requestId) {
		this(code, code.status(), detail, retryAfter, requestId);
	}

	/**
	 * Create a new exception with a status other than the default of its code.
	 * @param code the stable code
	 * @param status the status of the response
	 * @param detail one sentence, as above
	 * @param retryAfter time to wait, as above
	 * @param requestId OpenAI's {@code x-request-id}, as above
	 */
	public ApiException(ErrorCode code, HttpStatus status, String detail, @Nullable Duration retryAfter,
			@Nullable String requestId) {
		super(detail);
		this.code = code;
		this.status = status;
		this.retryAfter = retryAfter;
		this.requestId = requestId;
	}

	/**
	 * The stable code of this failure.
	 * @return the code
	 */
	public ErrorCode code() {
		return this.code;
	}

	HttpStatus status() {
		return this.status;
	}

	@Nullable String requestId() {
		return this.requestId;
	}

	@Nullable Duration retryAfter() {
		return this.retryAfter;
	}

}
