package io.github.chatkitbackend.openai;

import io.github.chatkitbackend.settings.InvalidSettingException;

/**
 * OpenAI's secret API key. Its string form does not contain the key.
 *
 * @param value the key
 */
record ApiKey(String value) {

	/**
	 * Parse a setting.
	 * @param text the setting's text
	 * @return the key
	 * @throws InvalidSettingException if the text is a placeholder or contains invalid
	 * characters
	 */
	public static ApiKey of(String text) {
		if (text.contains("REPLACE_ME") || text.endsWith("...")) {
			throw new InvalidSettingException("is still a placeholder");
		}
		if (!text.matches("[!-~]+")) {
			throw new InvalidSettingException("contains spaces or characters that are not allowed in an API key");
		}
		return new ApiKey(text);
	}

	@Override
	public String toString() {
		return "ApiKey[***]";
	}

}
