package io.github.chatkitbackend.chat.widget;

/**
 * How controls look.
 */
public enum Variant implements Word {

	/** Filled. */
	SOLID,

	/** Lightly filled. */
	SOFT,

	/** Outlined. */
	OUTLINE,

	/** Plain. */
	GHOST

}
