package io.github.chatkitbackend.identity;

import java.util.Locale;

import io.github.chatkitbackend.settings.InvalidSettingException;

/**
 * The supported values of the cookie attribute {@code SameSite}.
 *
 * @param value the attribute's value
 */
record SameSite(String value) {

	static final SameSite LAX = new SameSite("Lax");

	static final SameSite NONE = new SameSite("None");

	/**
	 * Parse a setting.
	 * @param text the setting's text
	 * @return the attribute
	 * @throws InvalidSettingException if it is neither {@code Lax} nor {@code None}
	 */
	public static SameSite of(String text) {
		return switch (text.toLowerCase(Locale.ROOT)) {
			case "lax" -> LAX;
			case "none" -> NONE;
			default -> throw new InvalidSettingException("must be Lax or None");
		};
	}

}
