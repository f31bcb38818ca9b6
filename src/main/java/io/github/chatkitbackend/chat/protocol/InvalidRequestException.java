package io.github.chatkitbackend.chat.protocol;

/**
 * A request is not of the form that the protocol demands.
 */
public class InvalidRequestException extends RuntimeException {

	/**
	 * Create a new exception.
	 * @param message what is wrong, in sentences for the caller
	 */
	public InvalidRequestException(String message) {
		super(message);
	}

}
