package io.github.chatkitbackend.ratelimit;

import java.net.URI;
import java.net.URISyntaxException;

import io.github.chatkitbackend.settings.InvalidSettingException;
import io.lettuce.core.RedisURI;

/**
 * The URL of a Redis server, which may contain its password.
 *
 * @param value the URL
 */
record RedisUrl(String value) {

	/**
	 * Parse a setting.
	 * @param text the setting's text
	 * @return the URL
	 * @throws InvalidSettingException if the text is not the URL of a Redis server
	 */
	public static RedisUrl of(String text) {
		try {
			URI uri = new URI(text);
			if (uri.getHost() != null && ("redis".equals(uri.getScheme()) || "rediss".equals(uri.getScheme()))) {
				RedisURI.create(uri);
				return new RedisUrl(text);
			}
		}
		catch (URISyntaxException | IllegalArgumentException ex) {
			// Reported below, without the text, which may contain a password
		}
		throw new InvalidSettingException("must be a URL such as redis://:password@host:6379/0, or rediss:// for TLS");
	}

	@Override
	public String toString() {
		return "RedisUrl[***]";
	}

}
