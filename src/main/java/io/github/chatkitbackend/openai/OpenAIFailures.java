package io.github.chatkitbackend.openai;

import java.io.EOFException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
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
 * Translates exceptions of the SDK to API errors. The caller receives an error code and a
 * message of this service. The log contains OpenAI's message and advice for the operator.
 */
@Component
class OpenAIFailures {

	private static final Logger logger = LoggerFactory.getLogger(OpenAIFailures.class);

	/** The {@code Retry-After} for rate limit errors to which OpenAI adds none. */
	private static final Duration DEFAULT_RETRY_AFTER = Duration.ofSeconds(5);

	private final UpstreamText text;

	OpenAIFailures(OpenAIProperties properties) {
		this.text = new UpstreamText(Objects.requireNonNull(properties.apiKey()));
	}

	/**
	 * Log an exception of the SDK and translate it.
	 * @param operation the operation that failed
	 * @param failure the exception of the SDK
	 * @return the error for the caller
	 */
	ApiException translate(OpenAIOperation operation, OpenAIException failure) {
		OpenAIFailure kind = kind(operation, failure);
		if (failure instanceof OpenAIServiceException answer) {
			String requestId = first(answer.headers(), "x-request-id");
			logger.warn("OpenAI answered {} (code {}, request {}): {} {}", answer.statusCode(),
					this.text.of(answer.code().orElse("none")), this.text.of(Objects.toString(requestId, "unknown")),
					sentence(message(answer)), kind.operatorAdvice());
			return kind.toException(retryAfter(kind, answer.headers()), requestId);
		}
		logger.warn("OpenAI sent no usable response: {} {}",
				sentence(NestedExceptionUtils.getMostSpecificCause(failure).toString()), kind.operatorAdvice());
		return kind.toException(null, null);
	}

	/**
	 * Why a call failed, in a few words without anything that OpenAI wrote.
	 * @param failure the exception of the SDK
	 * @return the status, or the type and the message of the exception at the root
	 */
	String reason(OpenAIException failure) {
		if (failure instanceof OpenAIServiceException answer) {
			return String.valueOf(answer.statusCode());
		}
		Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
		String type = cause.getClass().getSimpleName();
		// These quote what cannot be parsed
		boolean quotes = cause instanceof ProtocolException || cause instanceof EOFException;
		return (quotes || cause.getMessage() == null) ? type : type + ": " + this.text.of(cause.getMessage());
	}

	/**
	 * OpenAI's message, which begins with the status in the SDK's exceptions.
	 */
	private static String message(OpenAIServiceException answer) {
		String message = String.valueOf(answer.getMessage());
		String status = answer.statusCode() + ": ";
		return message.startsWith(status) ? message.substring(status.length()) : message;
	}

	private String sentence(String upstream) {
		String line = this.text.of(upstream).strip();
		return line.matches(".*[.!?]") ? line : line + ".";
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
	 * Whether the attempt timed out. A timeout while connecting means that OpenAI is
	 * unreachable.
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
