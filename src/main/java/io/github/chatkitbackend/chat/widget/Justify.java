package io.github.chatkitbackend.chat.widget;

/**
 * How children are distributed along the direction of their container.
 */
public enum Justify implements Word {

	/** At the start. */
	START,

	/** In the center. */
	CENTER,

	/** At the end. */
	END,

	/** Space between them. */
	BETWEEN,

	/** Space around them. */
	AROUND,

	/** Equal space. */
	EVENLY,

	/** Stretched. */
	STRETCH

}
