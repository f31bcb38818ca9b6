package io.github.chatkitbackend.chat.widget;

/**
 * How an image fills its space.
 */
public enum Fit implements Word {

	/** Fills it, cut off. */
	COVER,

	/** As a whole. */
	CONTAIN,

	/** Distorted. */
	FILL,

	/** As a whole, not enlarged. */
	SCALE_DOWN,

	/** In its own size. */
	NONE

}
