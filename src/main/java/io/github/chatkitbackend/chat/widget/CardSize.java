package io.github.chatkitbackend.chat.widget;

/**
 * Widths of cards.
 */
public enum CardSize implements Word {

	/** Small. */
	SM,

	/** Medium. */
	MD,

	/** Large. */
	LG,

	/** As wide as possible. */
	FULL

}
