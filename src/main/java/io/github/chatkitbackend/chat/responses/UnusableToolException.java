package io.github.chatkitbackend.chat.responses;

/**
 * Thrown at startup if a tool cannot be offered to the model.
 */
class UnusableToolException extends RuntimeException {

	private final String action;

	/**
	 * Create a new exception.
	 * @param description what is wrong
	 * @param action what the operator can do
	 */
	UnusableToolException(String description, String action) {
		super(description);
		this.action = action;
	}

	String action() {
		return this.action;
	}

}
