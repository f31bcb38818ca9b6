package io.github.chatkitbackend.error;

import java.io.IOException;
import java.time.Duration;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * Writes the error body. Controllers, security filters and the container all use it, so
 * all errors have the same format.
 */
@Component
public class ErrorWriter {

	private static final String CODE_ATTRIBUTE = ErrorWriter.class.getName() + ".CODE";

	private static final String ABORTED_ATTRIBUTE = ErrorWriter.class.getName() + ".ABORTED";

	private final JsonMapper json;

	ErrorWriter(JsonMapper json) {
		this.json = json;
	}

	/**
	 * Answer a request with an error.
	 * @param request the request that failed
	 * @param response the response, which keeps its headers. If it is committed, it is
	 * aborted
	 * @param error what went wrong
	 * @throws IOException if the client has closed the connection
	 */
	public void write(HttpServletRequest request, HttpServletResponse response, ApiException error) throws IOException {
		Duration retryAfter = error.retryAfter();
		if (retryAfter != null) {
			response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(Math.ceilDiv(retryAfter.toMillis(), 1000)));
		}
		write(request, response, error.status(), error.code(), String.valueOf(error.getMessage()), error.requestId());
	}

	/**
	 * Answer a request that the framework or the container rejected.
	 * @param request the request that failed
	 * @param response the response, as above
	 * @param status the status, which also determines the code and the detail
	 * @throws IOException if the client has closed the connection
	 */
	public void write(HttpServletRequest request, HttpServletResponse response, HttpStatusCode status)
			throws IOException {
		ErrorCode code = ErrorCode.of(status);
		write(request, response, status, code, sentence(request, code), null);
	}

	private void write(HttpServletRequest request, HttpServletResponse response, HttpStatusCode status, ErrorCode code,
			String detail, @Nullable String requestId) throws IOException {
		if (response.isCommitted()) {
			abort(request, code);
			return;
		}
		ErrorBody body = ErrorBody.of(status, code, detail, request.getRequestURI(), requestId);
		request.setAttribute(CODE_ATTRIBUTE, code.code());
		byte[] bytes = this.json.writeValueAsBytes(body);
		response.setStatus(status.value());
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		response.setContentType(contentType(request));
		response.setContentLength(bytes.length);
		response.getOutputStream().write(bytes);
		response.flushBuffer();
	}

	/**
	 * The body of an error for the last event of a stream, whose status is sent.
	 * @param request the request that failed
	 * @param error what went wrong
	 * @return the body
	 */
	public Object lastEvent(HttpServletRequest request, ApiException error) {
		request.setAttribute(CODE_ATTRIBUTE, error.code().code());
		return ErrorBody.of(error.status(), error.code(), String.valueOf(error.getMessage()), request.getRequestURI(),
				error.requestId());
	}

	/**
	 * Mark a committed response as failed, so that its connection is closed early. There
	 * is no other way left to tell the client.
	 */
	static void abort(HttpServletRequest request, ErrorCode code) {
		request.setAttribute(CODE_ATTRIBUTE, code.code());
		request.setAttribute(ABORTED_ATTRIBUTE, true);
	}

	/**
	 * Whether a response failed after it was committed.
	 * @param request the request
	 * @return whether the connection must be closed
	 */
	public static boolean isAborted(ServletRequest request) {
		return request.getAttribute(ABORTED_ATTRIBUTE) != null;
	}

	/**
	 * How a request ended, for metrics.
	 * @param request the request
	 * @param response the response
	 * @return the error's code, or {@code success}
	 */
	public static String outcome(HttpServletRequest request, HttpServletResponse response) {
		Object code = request.getAttribute(CODE_ATTRIBUTE);
		if (code != null) {
			return code.toString();
		}
		return (response.getStatus() < 400) ? "success"
				: ErrorCode.of(HttpStatusCode.valueOf(response.getStatus())).code();
	}

	/**
	 * Existing frontends expect {@code application/json} and do not recognize
	 * {@code application/problem+json}, so only clients that accept the latter get it.
	 */
	private static String contentType(HttpServletRequest request) {
		String accept = request.getHeader(HttpHeaders.ACCEPT);
		return (accept != null && accept.contains(MediaType.APPLICATION_PROBLEM_JSON_VALUE))
				? MediaType.APPLICATION_PROBLEM_JSON_VALUE : MediaType.APPLICATION_JSON_VALUE;
	}

	private static String sentence(HttpServletRequest request, ErrorCode code) {
		return switch (code) {
			case NOT_FOUND -> "There is nothing at this path. The documentation lists the paths of this service.";
			case METHOD_NOT_ALLOWED -> "This path does not support %s. The Allow header lists the supported methods."
				.formatted(request.getMethod());
			case REQUEST_TOO_LARGE -> "The request is too large.";
			case REQUEST_TIMEOUT -> "The body did not arrive in time.";
			case REQUEST_HEADERS_TOO_LARGE ->
				"The request line and the headers must not be longer than 8 KiB. Send a shorter token or fewer cookies.";
			case UNAUTHORIZED -> "A bearer token is required.";
			case INTERNAL_ERROR -> "The service failed unexpectedly. Its log contains the reason.";
			default -> "The request is malformed or not supported.";
		};
	}

}
