package io.github.chatkitbackend.chat.store;

/**
 * The lease of a turn is no longer current, because a newer turn wants or has the thread,
 * or because the thread was deleted.
 */
public class SupersededException extends RuntimeException {

	SupersededException(String message) {
		super(message);
	}

}
