package io.github.chatkitbackend.openai;

import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;

import com.openai.core.http.Headers;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.OpenAIServiceException;
import io.github.chatkitbackend.error.ApiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.stereotype.Component;

/**
 * Turns the SDK's failures into our errors: the caller gets a code and a sentence of
 * ours, the operator's log gets what OpenAI said and what to do about it.
 */
@Component
class OpenAIFailures {

	private static final Logger logger = LoggerFactory.getLogger(OpenAIFailures.class);

	/** What a caller is told to wait when OpenAI limits us without saying how long. */
	private static final Duration DEFAULT_RETRY_AFTER = Duration.ofSeconds(5);

	private final UpstreamText text;

	OpenAIFailures(OpenAIProperties properties) {
		this.text = new UpstreamText(Objects.requireNonNull(properties.apiKey()));
	}

	/**
	 * Log a failure and translate it.
	 * @param operation what OpenAI was asked to do
	 * @param failure what the SDK threw
	 * @return the error to answer with
	 */
	ApiException translate(OpenAIOperation operation, OpenAIException failure) {
		OpenAIFailure kind = kind(operation, failure);
		if (failure instanceof OpenAIServiceException answer) {
			String requestId = first(answer.headers(), "x-request-id");
			logger.warn("OpenAI answered {} (code {}, request {}): {}. {}", answer.statusCode(),
					this.text.of(answer.code().orElse("none")), this.text.of(Objects.toString(requestId, "unknown")),
					this.text.of(answer.getMessage()), kind.operatorAdvice());
			return kind.toException(retryAfter(kind, answer.headers()), requestId);
		}
		logger.warn("OpenAI gave no usable answer: {}. {}",
				this.text.of(NestedExceptionUtils.getMostSpecificCause(failure).toString()), kind.operatorAdvice());
		return kind.toException(null, null);
	}

	private static OpenAIFailure kind(OpenAIOperation operation, OpenAIException failure) {
		return switch (failure) {
			case OpenAIServiceException answer -> kind(operation, answer.statusCode());
			case OpenAIIoException io -> isTimeout(io) ? OpenAIFailure.TIMEOUT : OpenAIFailure.UNREACHABLE;
			default -> OpenAIFailure.INVALID_RESPONSE;
		};
	}

	private static OpenAIFailure kind(OpenAIOperation operation, int status) {
		return switch (status) {
			case 401, 403 -> OpenAIFailure.CREDENTIALS_REJECTED;
			case 404 -> operation.notFound();
			case 429 -> OpenAIFailure.RATE_LIMITED;
			default -> (status >= 500) ? OpenAIFailure.UNAVAILABLE
					: (status >= 400) ? operation.rejected() : OpenAIFailure.INVALID_RESPONSE;
		};
	}

	/**
	 * A connection that did not come about in time counts as unreachable, so only the
	 * limit of the whole attempt is a timeout.
	 */
	static boolean isTimeout(OpenAIIoException failure) {
		return failure.getCause() instanceof InterruptedIOException cause && !(cause instanceof SocketTimeoutException);
	}

	private static @Nullable Duration retryAfter(OpenAIFailure kind, Headers headers) {
		if (!kind.equals(OpenAIFailure.RATE_LIMITED)) {
			return null;
		}
		Duration asked = RetryAfter.parse(headers, Clock.systemUTC());
		return (asked != null) ? asked : DEFAULT_RETRY_AFTER;
	}

	private static @Nullable String first(Headers headers, String name) {
		return headers.values(name).stream().findFirst().orElse(null);
	}

}
