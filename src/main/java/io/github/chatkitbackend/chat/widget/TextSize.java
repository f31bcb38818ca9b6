package io.github.chatkitbackend.chat.widget;

/**
 * Sizes of text.
 */
public enum TextSize implements Word {

	/** Very small. */
	XS,

	/** Small. */
	SM,

	/** Medium. */
	MD,

	/** Large. */
	LG,

	/** Very large. */
	XL

}
