package io.github.chatkitbackend.error;

import java.util.Locale;

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/**
 * The stable names of everything that can go wrong. Callers branch on them, so a name
 * never changes once it is released.
 */
public enum ErrorCode {

	/** The body, or the {@code user} in it, is not what the endpoint takes. */
	INVALID_REQUEST(HttpStatus.BAD_REQUEST),

	/** The request names a workflow that is not configured. */
	UNKNOWN_WORKFLOW(HttpStatus.BAD_REQUEST),

	/** The bearer token is missing, wrong, or expired. */
	UNAUTHORIZED(HttpStatus.UNAUTHORIZED),

	/** The bearer token is valid, but not for this path. */
	FORBIDDEN(HttpStatus.FORBIDDEN),

	/** The page's origin is not listed. */
	ORIGIN_NOT_ALLOWED(HttpStatus.FORBIDDEN),

	/** There is nothing at this path. */
	NOT_FOUND(HttpStatus.NOT_FOUND),

	/** The path exists, but not for this method. */
	METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED),

	/** The body does not arrive in time. */
	REQUEST_TIMEOUT(HttpStatus.REQUEST_TIMEOUT),

	/** The body is longer than the endpoint reads. */
	REQUEST_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE),

	/** The request line and the headers are longer than the service reads. */
	REQUEST_HEADERS_TOO_LARGE(HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE),

	/** This user, or this address, asks too often. */
	RATE_LIMITED(HttpStatus.TOO_MANY_REQUESTS),

	/** More callers than this service calls OpenAI for at a time. */
	OVERLOADED(HttpStatus.SERVICE_UNAVAILABLE),

	/** The keys that verify tokens cannot be fetched. */
	IDENTITY_PROVIDER_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE),

	/** OpenAI does not accept the API key. */
	OPENAI_CREDENTIALS_REJECTED(HttpStatus.BAD_GATEWAY),

	/** OpenAI does not know the workflow, or has retired it. */
	WORKFLOW_NOT_FOUND(HttpStatus.BAD_GATEWAY),

	/** OpenAI refused the request that this service made. */
	OPENAI_REJECTED_REQUEST(HttpStatus.BAD_GATEWAY),

	/** OpenAI asks this service to slow down. */
	OPENAI_RATE_LIMITED(HttpStatus.SERVICE_UNAVAILABLE),

	/** OpenAI answered with a server error. */
	OPENAI_UNAVAILABLE(HttpStatus.BAD_GATEWAY),

	/** No connection to OpenAI came about, or it broke. */
	OPENAI_UNREACHABLE(HttpStatus.BAD_GATEWAY),

	/** OpenAI did not answer in time. */
	OPENAI_TIMEOUT(HttpStatus.GATEWAY_TIMEOUT),

	/** OpenAI answered with something that this service does not understand. */
	OPENAI_INVALID_RESPONSE(HttpStatus.BAD_GATEWAY),

	/** Anything else: a fault of this service. */
	INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR);

	private final HttpStatus status;

	ErrorCode(HttpStatus status) {
		this.status = status;
	}

	HttpStatus status() {
		return this.status;
	}

	/**
	 * The code as it stands in answers.
	 * @return the name in lower case, such as {@code openai_timeout}
	 */
	public String code() {
		return name().toLowerCase(Locale.ROOT);
	}

	static ErrorCode of(HttpStatusCode status) {
		return switch (status.value()) {
			case 401 -> UNAUTHORIZED;
			case 403 -> FORBIDDEN;
			case 404 -> NOT_FOUND;
			case 405 -> METHOD_NOT_ALLOWED;
			case 408 -> REQUEST_TIMEOUT;
			case 413 -> REQUEST_TOO_LARGE;
			case 431 -> REQUEST_HEADERS_TOO_LARGE;
			case 501, 505 -> INVALID_REQUEST;
			default -> status.is4xxClientError() ? INVALID_REQUEST : INTERNAL_ERROR;
		};
	}

}
