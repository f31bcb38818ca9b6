package io.github.chatkitbackend.security;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

import io.github.chatkitbackend.settings.InvalidSettingException;

/**
 * An origin as browsers send it: scheme, host, and the port unless it is the scheme's
 * default.
 *
 * @param value the origin in lower case, or {@code *} for any
 */
record AllowedOrigin(String value) {

	static final AllowedOrigin ANY = new AllowedOrigin("*");

	/**
	 * Parse a setting.
	 * @param text the setting's text
	 * @return the origin
	 * @throws InvalidSettingException if it is not an exact origin
	 */
	public static AllowedOrigin of(String text) {
		if (text.equals("*")) {
			return ANY;
		}
		try {
			URI uri = new URI(text.toLowerCase(Locale.ROOT));
			if (uri.getScheme() == null || uri.getHost() == null
					|| !uri.toString().equals(origin(uri, uri.getPort()))) {
				throw invalid();
			}
			return new AllowedOrigin(origin(uri, isDefaultPort(uri) ? -1 : uri.getPort()));
		}
		catch (URISyntaxException ex) {
			throw invalid();
		}
	}

	private static String origin(URI uri, int port) {
		return uri.getScheme() + "://" + uri.getHost() + ((port != -1) ? ":" + port : "");
	}

	private static boolean isDefaultPort(URI uri) {
		return (uri.getScheme().equals("https") && uri.getPort() == 443)
				|| (uri.getScheme().equals("http") && uri.getPort() == 80);
	}

	private static InvalidSettingException invalid() {
		return new InvalidSettingException("must be an exact origin such as https://app.example.com, with a scheme "
				+ "and without a path or trailing slash; separate several origins with single commas");
	}

}
