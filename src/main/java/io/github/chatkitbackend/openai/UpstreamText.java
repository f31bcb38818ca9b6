package io.github.chatkitbackend.openai;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Sanitizes texts from OpenAI for the log. The result is a single line of limited length,
 * without the API key and anything that resembles a secret. OpenAI's error messages
 * contain parts of rejected keys.
 */
class UpstreamText {

	private static final Pattern SECRET = Pattern.compile("\\b(sk|ek|sess)[-_][\\w*.-]+");

	private static final int MAX_LENGTH = 500;

	private final String key;

	UpstreamText(ApiKey key) {
		this.key = key.value();
	}

	String of(@Nullable String text) {
		String line = String.valueOf(text).replace(this.key, "***").replaceAll("[\\p{Cntrl}\\s]+", " ");
		String safe = SECRET.matcher(line).replaceAll("$1-***");
		return (safe.length() > MAX_LENGTH) ? safe.substring(0, MAX_LENGTH) + "..." : safe;
	}

}
