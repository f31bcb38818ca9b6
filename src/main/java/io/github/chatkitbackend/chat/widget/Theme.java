package io.github.chatkitbackend.chat.widget;

/**
 * Themes.
 */
public enum Theme implements Word {

	/** Light. */
	LIGHT,

	/** Dark. */
	DARK

}
