package io.github.chatkitbackend.chat.widget;

/**
 * Weights of text.
 */
public enum Weight implements Word {

	/** Normal. */
	NORMAL,

	/** Medium. */
	MEDIUM,

	/** Semibold. */
	SEMIBOLD,

	/** Bold. */
	BOLD

}
