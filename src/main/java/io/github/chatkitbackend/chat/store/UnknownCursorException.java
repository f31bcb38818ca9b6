package io.github.chatkitbackend.chat.store;

import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;

/**
 * A page was asked for after an element that is not in the list.
 */
public class UnknownCursorException extends ApiException {

	UnknownCursorException() {
		super(ErrorCode.ITEM_NOT_FOUND, "The cursor in after does not exist. List from the beginning again.");
	}

}
