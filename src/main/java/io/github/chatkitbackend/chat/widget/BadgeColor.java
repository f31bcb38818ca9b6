package io.github.chatkitbackend.chat.widget;

/**
 * Colors of badges.
 */
public enum BadgeColor implements Word {

	/** Secondary. */
	SECONDARY,

	/** Success. */
	SUCCESS,

	/** Danger. */
	DANGER,

	/** Warning. */
	WARNING,

	/** Info. */
	INFO,

	/** Discovery. */
	DISCOVERY

}
