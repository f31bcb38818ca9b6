package io.github.chatkitbackend.chat.protocol;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The kinds of ids. An id is a prefix and 128 random bits, so that it cannot be guessed
 * and never collides.
 */
public enum ChatId {

	/** A thread. */
	THREAD("thr"),

	/** A message, a widget, an image, questions, or hidden context of the application. */
	MESSAGE("msg"),

	/** A call of a tool. */
	TOOL_CALL("tc"),

	/** A task. */
	TASK("tsk"),

	/** A workflow. */
	WORKFLOW("wf"),

	/** An attachment. */
	ATTACHMENT("atc"),

	/** Hidden context of this service. */
	SDK_HIDDEN_CONTEXT("shcx");

	private static final SecureRandom RANDOM = new SecureRandom();

	private static final int BYTES = 16;

	private final String prefix;

	ChatId(String prefix) {
		this.prefix = prefix;
	}

	/**
	 * A new id.
	 * @return the id, such as {@code thr_3f1c...}
	 */
	public String next() {
		byte[] bytes = new byte[BYTES];
		RANDOM.nextBytes(bytes);
		return this.prefix + "_" + HexFormat.of().formatHex(bytes);
	}

}
