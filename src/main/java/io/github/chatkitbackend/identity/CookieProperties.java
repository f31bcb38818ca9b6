package io.github.chatkitbackend.identity;

import java.util.Locale;

import io.github.chatkitbackend.settings.InvalidSettingException;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The cookie of anonymous visitors.
 *
 * @param sameSite {@code Lax}, or {@code None} for a frontend on another site, which
 * browsers accept over https only
 */
@ConfigurationProperties("chatkit.cookie")
record CookieProperties(@DefaultValue("Lax") SameSite sameSite) {

	/**
	 * The values of the cookie's attribute of the same name that are of use here.
	 *
	 * @param value the attribute's value
	 */
	record SameSite(String value) {

		static final SameSite NONE = new SameSite("None");

		/**
		 * Parse a setting.
		 * @param text the setting's text
		 * @return the attribute
		 * @throws InvalidSettingException when it is neither {@code Lax} nor {@code None}
		 */
		public static SameSite of(String text) {
			return switch (text.toLowerCase(Locale.ROOT)) {
				case "lax" -> new SameSite("Lax");
				case "none" -> NONE;
				default -> throw new InvalidSettingException("must be Lax or None");
			};
		}

	}

}
