package io.github.chatkitbackend.chat.widget;

/**
 * Styles of buttons.
 */
public enum ButtonStyle implements Word {

	/** For the main action. */
	PRIMARY,

	/** For other actions. */
	SECONDARY

}
