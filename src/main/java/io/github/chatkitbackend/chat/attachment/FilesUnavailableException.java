package io.github.chatkitbackend.chat.attachment;

import java.time.Duration;

import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;

/**
 * The store of attached files does not answer, or it refuses what this service does.
 */
class FilesUnavailableException extends ApiException {

	FilesUnavailableException(Throwable cause) {
		super(ErrorCode.ATTACHMENTS_UNAVAILABLE,
				"The store of attached files does not answer. Try again after the time in Retry-After.",
				Duration.ofSeconds(5), null);
		initCause(cause);
	}

}
