package io.github.chatkitbackend.chat.protocol;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The kinds of ids. An id is a prefix and 128 bits, so that it cannot be guessed and
 * never collides. They are random, except that those of threads begin with the time, in
 * milliseconds since 1970: new threads are neighbors in the indexes of the database,
 * which has to write fewer pages then.
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
		if (this == THREAD) {
			long now = System.currentTimeMillis();
			ByteBuffer.wrap(bytes).putShort((short) (now >> 32)).putInt((int) now);
		}
		return this.prefix + "_" + HexFormat.of().formatHex(bytes);
	}

}
