package io.github.chatkitbackend.chat.store;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.chatkitbackend.settings.InvalidSettingException;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * The URL of a PostgreSQL database, which may contain its password.
 *
 * @param properties what the driver makes of it
 */
record DatabaseUrl(Properties properties) {

	private static final Pattern FORM = Pattern
		.compile("(?:jdbc:)?postgres(?:ql)?:(?<server>//(?:(?<credentials>[^/?]*)@)?)?(?<rest>[^@]*|[^?@]*\\?.*)");

	/**
	 * Parse a setting.
	 * @param text the setting's text
	 * @return the URL
	 * @throws InvalidSettingException if it is not the URL of a PostgreSQL database
	 */
	public static DatabaseUrl of(String text) {
		Matcher matcher = FORM.matcher(text);
		try {
			Properties properties = matcher.matches() ? parse(matcher) : null;
			if (properties != null) {
				return new DatabaseUrl(properties);
			}
		}
		catch (IllegalArgumentException ex) {
			// Reported below, without the text, which may contain a password
		}
		throw new InvalidSettingException("must be a URL such as postgresql://user:password@host:5432/database, "
				+ "with special characters in the password encoded");
	}

	private static @Nullable Properties parse(Matcher matcher) {
		String server = (matcher.group("server") != null) ? "//" : "";
		Properties url = Driver.parseURL("jdbc:postgresql:" + server + matcher.group("rest"), new Properties());
		String credentials = matcher.group("credentials");
		if (url == null || credentials == null) {
			return url;
		}
		String[] parts = credentials.split(":", 2);
		url.setProperty(PGProperty.USER.getName(), decode(parts[0]));
		if (parts.length > 1) {
			url.setProperty(PGProperty.PASSWORD.getName(), decode(parts[1]));
		}
		return url;
	}

	/** Unlike in forms, a plus sign means itself. */
	private static String decode(String text) {
		return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
	}

	/**
	 * The database, for messages.
	 * @return host, port and name
	 */
	String place() {
		return "%s:%s/%s".formatted(PGProperty.PG_HOST.getOrDefault(this.properties),
				PGProperty.PG_PORT.getOrDefault(this.properties), PGProperty.PG_DBNAME.getOrDefault(this.properties));
	}

	@Override
	public String toString() {
		return "DatabaseUrl[***]";
	}

}
