package io.github.chatkitbackend.chat.store;

import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;

/**
 * The owner has no such thread.
 */
public class NotFoundException extends ApiException {

	NotFoundException() {
		super(ErrorCode.THREAD_NOT_FOUND, "There is no such thread.");
	}

}
