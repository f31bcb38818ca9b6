package io.github.chatkitbackend.chat.widget;

/**
 * How children are aligned across the direction of their container.
 */
public enum Align implements Word {

	/** At the start. */
	START,

	/** In the center. */
	CENTER,

	/** At the end. */
	END,

	/** By their baselines. */
	BASELINE,

	/** Stretched. */
	STRETCH

}
