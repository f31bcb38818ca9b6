package io.github.chatkitbackend.chat.server;

import java.util.Locale;

/**
 * How a turn ended, as metrics and the log call it.
 */
enum TurnOutcome {

	/** The agent answered. */
	COMPLETED,

	/** The agent failed. */
	FAILED,

	/** The client left: the stop button, a closed tab, a lost network. */
	CLIENT_LEFT,

	/** A newer turn of the same thread took over. */
	SUPERSEDED,

	/** The turn took longer than {@code CHATKIT_TURN_TIMEOUT}. */
	TIMED_OUT,

	/** The service stopped. */
	SHUT_DOWN;

	/**
	 * Whether the agent has to stop, because nobody reads on.
	 */
	boolean isCancellation() {
		return this != COMPLETED && this != FAILED;
	}

	/**
	 * Whether the user ended the turn, so that the model must not continue it.
	 */
	boolean isUsersWish() {
		return this == CLIENT_LEFT || this == SUPERSEDED;
	}

	/**
	 * Whether the client reads an error that offers to try again.
	 */
	boolean isRetryable() {
		return this == TIMED_OUT || this == SHUT_DOWN;
	}

	String label() {
		return name().toLowerCase(Locale.ROOT);
	}

}
