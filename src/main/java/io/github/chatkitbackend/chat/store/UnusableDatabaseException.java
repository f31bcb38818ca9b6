package io.github.chatkitbackend.chat.store;

import org.jspecify.annotations.Nullable;

/**
 * Thrown at startup if threads cannot be stored.
 */
class UnusableDatabaseException extends RuntimeException {

	private final String action;

	/**
	 * Create a new exception.
	 * @param description what is wrong, in sentences that name the variable
	 * @param action what the operator can do
	 * @param cause why
	 */
	UnusableDatabaseException(String description, String action, @Nullable Throwable cause) {
		super(description, cause);
		this.action = action;
	}

	String action() {
		return this.action;
	}

}
