package io.github.chatkitbackend.settings;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * An absolute {@code http} or {@code https} URL of another service.
 *
 * @param value the URL as it was written
 */
public record HttpUrl(String value) {

	/**
	 * Parse a setting.
	 * @param text the setting's text
	 * @return the URL
	 * @throws InvalidSettingException if it is not an absolute URL, or contains
	 * credentials or a fragment
	 */
	public static HttpUrl of(String text) {
		try {
			URI uri = new URI(text);
			boolean http = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
			if (!http || uri.getHost() == null || uri.getUserInfo() != null || uri.getFragment() != null) {
				throw invalid();
			}
			return new HttpUrl(text);
		}
		catch (URISyntaxException ex) {
			throw invalid();
		}
	}

	private static InvalidSettingException invalid() {
		return new InvalidSettingException(
				"must be an absolute URL such as https://example.com/path, without credentials or fragment");
	}

	@Override
	public String toString() {
		return this.value;
	}

}
