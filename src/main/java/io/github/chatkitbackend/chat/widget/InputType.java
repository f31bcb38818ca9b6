package io.github.chatkitbackend.chat.widget;

/**
 * What a field takes.
 */
public enum InputType implements Word {

	/** Text. */
	TEXT,

	/** Number. */
	NUMBER,

	/** Email. */
	EMAIL,

	/** Password. */
	PASSWORD,

	/** Tel. */
	TEL,

	/** Url. */
	URL

}
