package io.github.chatkitbackend.openai;

/**
 * A request that OpenAI would refuse, with its way of saying so.
 */
class Refusal extends RuntimeException {

	private final int status;

	private final String code;

	private final String param;

	Refusal(int status, String code, String param, String message) {
		super(message);
		this.status = status;
		this.code = code;
		this.param = param;
	}

	int status() {
		return this.status;
	}

	String code() {
		return this.code;
	}

	String param() {
		return this.param;
	}

}
