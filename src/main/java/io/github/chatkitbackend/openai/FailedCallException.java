package io.github.chatkitbackend.openai;

import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;

/**
 * A call of {@link PatientClient} that OpenAI refused, or did not answer in spite of all
 * attempts.
 */
public final class FailedCallException extends ApiException {

	private final String address;

	private final String reason;

	FailedCallException(ErrorCode code, String address, String reason) {
		super(code, "A call to OpenAI failed.");
		this.address = address;
		this.reason = reason;
	}

	/**
	 * Where the service expects OpenAI.
	 * @return the URL that is set
	 */
	public String address() {
		return this.address;
	}

	/**
	 * Why the call failed, without anything that OpenAI wrote.
	 * @return the status, or the type and the message of an exception
	 */
	public String reason() {
		return this.reason;
	}

}
