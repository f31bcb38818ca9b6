package io.github.chatkitbackend.openai;

import io.github.chatkitbackend.settings.InvalidSettingException;

/**
 * OpenAI's secret key, which no text form of the settings ever shows.
 *
 * @param value the key
 */
record ApiKey(String value) {

	/**
	 * Parse a setting.
	 * @param text the setting's text
	 * @return the key
	 * @throws InvalidSettingException when no HTTP header can carry it
	 */
	public static ApiKey of(String text) {
		if (text.contains("REPLACE_ME") || text.endsWith("...")) {
			throw new InvalidSettingException("is still a placeholder");
		}
		if (!text.matches("[!-~]+")) {
			throw new InvalidSettingException("contains spaces or characters that no API key has");
		}
		return new ApiKey(text);
	}

	@Override
	public String toString() {
		return "ApiKey[***]";
	}

}
