package io.github.chatkitbackend.chat.widget;

/**
 * Colors of buttons.
 */
public enum ButtonColor implements Word {

	/** Primary. */
	PRIMARY,

	/** Secondary. */
	SECONDARY,

	/** Info. */
	INFO,

	/** Discovery. */
	DISCOVERY,

	/** Success. */
	SUCCESS,

	/** Caution. */
	CAUTION,

	/** Warning. */
	WARNING,

	/** Danger. */
	DANGER

}
