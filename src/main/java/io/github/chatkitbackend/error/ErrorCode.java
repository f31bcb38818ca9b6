package io.github.chatkitbackend.error;

import java.util.Locale;

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/**
 * The stable error codes. Callers depend on them, so a released code never changes.
 */
public enum ErrorCode {

	/** The body, or the {@code user} in it, is not valid for the endpoint. */
	INVALID_REQUEST(HttpStatus.BAD_REQUEST),

	/** The request names a workflow that is not configured. */
	UNKNOWN_WORKFLOW(HttpStatus.BAD_REQUEST),

	/** The bearer token is missing, wrong, or expired. */
	UNAUTHORIZED(HttpStatus.UNAUTHORIZED),

	/** The bearer token is valid, but does not permit access to this path. */
	FORBIDDEN(HttpStatus.FORBIDDEN),

	/** The origin of the page is not allowed. */
	ORIGIN_NOT_ALLOWED(HttpStatus.FORBIDDEN),

	/** The thread does not exist, or it belongs to somebody else. */
	THREAD_NOT_FOUND(HttpStatus.NOT_FOUND),

	/** The thread has no such item. */
	ITEM_NOT_FOUND(HttpStatus.NOT_FOUND),

	/** The attachment does not exist, or it belongs to somebody else. */
	ATTACHMENT_NOT_FOUND(HttpStatus.NOT_FOUND),

	/** The item is not in a state that allows the operation. */
	CONFLICT(HttpStatus.CONFLICT),

	/** The service does not support the operation. */
	UNSUPPORTED_OPERATION(HttpStatus.BAD_REQUEST),

	/** The service does not serve hosted sessions. */
	HOSTED_SESSIONS_OFF(HttpStatus.NOT_FOUND),

	/** There is nothing at this path. */
	NOT_FOUND(HttpStatus.NOT_FOUND),

	/** The path does not support this method. */
	METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED),

	/** The body did not arrive in time. */
	REQUEST_TIMEOUT(HttpStatus.REQUEST_TIMEOUT),

	/** The body is longer than the endpoint allows. */
	REQUEST_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE),

	/** The request line and the headers are longer than the service allows. */
	REQUEST_HEADERS_TOO_LARGE(HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE),

	/** This user or address has sent too many requests. */
	RATE_LIMITED(HttpStatus.TOO_MANY_REQUESTS),

	/** The database that stores threads does not answer. */
	DATABASE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE),

	/**
	 * The store of attached files does not answer, or refuses the service's credentials.
	 */
	ATTACHMENTS_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE),

	/** Too many calls to OpenAI are in progress. */
	OVERLOADED(HttpStatus.SERVICE_UNAVAILABLE),

	/** The keys that verify tokens cannot be fetched. */
	IDENTITY_PROVIDER_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE),

	/** The agent has not completed its answer. */
	ANSWER_FAILED(HttpStatus.BAD_GATEWAY),

	/** OpenAI does not accept the API key. */
	OPENAI_CREDENTIALS_REJECTED(HttpStatus.BAD_GATEWAY),

	/** OpenAI does not know the workflow, or has retired it. */
	WORKFLOW_NOT_FOUND(HttpStatus.BAD_GATEWAY),

	/** OpenAI refused the request that this service made. */
	OPENAI_REJECTED_REQUEST(HttpStatus.BAD_GATEWAY),

	/** OpenAI's rate limit or quota for this service is exhausted. */
	OPENAI_RATE_LIMITED(HttpStatus.SERVICE_UNAVAILABLE),

	/** OpenAI answered with a server error. */
	OPENAI_UNAVAILABLE(HttpStatus.BAD_GATEWAY),

	/** The connection to OpenAI could not be established, or it broke. */
	OPENAI_UNREACHABLE(HttpStatus.BAD_GATEWAY),

	/** OpenAI did not answer in time. */
	OPENAI_TIMEOUT(HttpStatus.GATEWAY_TIMEOUT),

	/** OpenAI answered with something that this service does not understand. */
	OPENAI_INVALID_RESPONSE(HttpStatus.BAD_GATEWAY),

	/** Any other failure, caused by a bug in this service. */
	INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR);

	private final HttpStatus status;

	ErrorCode(HttpStatus status) {
		this.status = status;
	}

	HttpStatus status() {
		return this.status;
	}

	/**
	 * The code as it appears in responses.
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
