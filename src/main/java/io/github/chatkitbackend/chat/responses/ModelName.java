package io.github.chatkitbackend.chat.responses;

import io.github.chatkitbackend.settings.InvalidSettingException;

/**
 * The name of a model at OpenAI.
 *
 * @param text the name
 */
record ModelName(String text) {

	/**
	 * Check a name.
	 * @param text the name
	 * @return the name
	 * @throws InvalidSettingException if it contains spaces
	 */
	public static ModelName of(String text) {
		if (!text.matches("[!-~]+")) {
			throw new InvalidSettingException("must be the name of a model, without spaces");
		}
		return new ModelName(text);
	}

}
