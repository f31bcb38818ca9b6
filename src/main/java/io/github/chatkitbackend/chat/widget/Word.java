package io.github.chatkitbackend.chat.widget;

import java.util.Locale;

/**
 * A value of a property that takes only certain words.
 */
interface Word {

	String name();

	/**
	 * The word in JSON.
	 * @return the word
	 */
	default String word() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
