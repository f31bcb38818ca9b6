package io.github.chatkitbackend.error;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.coyote.BadRequestException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import org.springframework.beans.TypeMismatchException;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/**
 * Handles all exceptions of all controllers. Without this, Spring MVC takes an exception
 * whose root cause resembles a broken connection for a disconnected client, and answers
 * {@code 200} with an empty body. This class imports the writer because slices such as
 * {@code @WebMvcTest} include the advice, but no other component.
 */
@RestControllerAdvice
@Import(ErrorWriter.class)
class ErrorHandler {

	private static final Logger logger = LoggerFactory.getLogger(ErrorHandler.class);

	private final ErrorWriter errors;

	ErrorHandler(ErrorWriter errors) {
		this.errors = errors;
	}

	private static void abort(Exception ex, HttpServletRequest request) {
		ErrorCode code = (ex instanceof ApiException error) ? error.code() : ErrorCode.INTERNAL_ERROR;
		boolean expected = ex instanceof ApiException || ex instanceof ErrorResponse;
		logger.atLevel(expected ? Level.WARN : Level.ERROR)
			.setCause(expected ? null : ex)
			.log("Aborting the incomplete response to {} {}: {}", request.getMethod(), request.getRequestURI(),
					code.code());
		ErrorWriter.abort(request, code);
	}

	@ExceptionHandler
	void handle(Exception ex, HttpServletRequest request, HttpServletResponse response) throws IOException {
		switch (ex) {
			case ClientAbortException _, AsyncRequestNotUsableException _ ->
				logger.debug("The client closed the connection before the response was complete");
			case Exception _ when response.isCommitted() -> abort(ex, request);
			case BadRequestException _ -> this.errors.write(request, response, HttpStatus.BAD_REQUEST);
			case ApiException error -> this.errors.write(request, response, error);
			case ErrorResponse refusal -> {
				refusal.getHeaders().forEach((name, values) -> response.setHeader(name, String.join(", ", values)));
				this.errors.write(request, response, refusal.getStatusCode());
			}
			case HttpMessageNotReadableException _, TypeMismatchException _, InvalidParameterException _ ->
				this.errors.write(request, response, HttpStatus.BAD_REQUEST);
			default -> {
				logger.error("Answering 500 to {} {}", request.getMethod(), request.getRequestURI(), ex);
				this.errors.write(request, response, HttpStatus.INTERNAL_SERVER_ERROR);
			}
		}
	}

}
