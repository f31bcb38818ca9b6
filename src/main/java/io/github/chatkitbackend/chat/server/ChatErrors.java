package io.github.chatkitbackend.chat.server;

import java.io.IOException;
import java.time.Duration;

import io.github.chatkitbackend.chat.ConditionalOnChat;
import io.github.chatkitbackend.chat.store.StoreUnavailableException;
import io.github.chatkitbackend.chat.store.SupersededException;
import io.github.chatkitbackend.chat.store.UnknownCursorException;
import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;
import io.github.chatkitbackend.error.ErrorWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Answers the failures of the store with the same body as every other error.
 */
@RestControllerAdvice(assignableTypes = ChatController.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
@ConditionalOnChat
class ChatErrors {

	private static final Logger logger = LoggerFactory.getLogger(ChatErrors.class);

	private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

	private final ErrorWriter errors;

	ChatErrors(ErrorWriter errors) {
		this.errors = errors;
	}

	@ExceptionHandler
	void handle(StoreUnavailableException ex, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		logger.warn("The database does not answer. Check DATABASE_URL and the server");
		this.errors.write(request, response, new ApiException(ErrorCode.DATABASE_UNAVAILABLE,
				"The database does not answer. Try again after the time in Retry-After.", RETRY_AFTER, null));
	}

	@ExceptionHandler
	void handle(UnknownCursorException ex, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		this.errors.write(request, response, new ApiException(ErrorCode.ITEM_NOT_FOUND,
				"The cursor in after does not exist. List from the beginning again."));
	}

	@ExceptionHandler
	void handle(SupersededException ex, HttpServletRequest request, HttpServletResponse response) throws IOException {
		this.errors.write(request, response,
				new ApiException(ErrorCode.CONFLICT, "A newer message has been sent in this thread."));
	}

}
