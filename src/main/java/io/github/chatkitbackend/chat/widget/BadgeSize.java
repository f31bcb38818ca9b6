package io.github.chatkitbackend.chat.widget;

/**
 * Sizes of badges.
 */
public enum BadgeSize implements Word {

	/** Small. */
	SM,

	/** Medium. */
	MD,

	/** Large. */
	LG

}
