package io.github.chatkitbackend.chat.store;

import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;

/**
 * The lease of a turn is no longer current, because a newer turn wants or has the thread,
 * or because the thread was deleted.
 */
public final class SupersededException extends ApiException {

	SupersededException() {
		super(ErrorCode.CONFLICT, "A newer message was sent in this thread, or the thread was deleted.");
	}

}
