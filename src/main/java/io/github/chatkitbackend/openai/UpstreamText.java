package io.github.chatkitbackend.openai;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Makes texts of OpenAI's fit for our log: one line, of limited length, without our key
 * and anything else that looks like a secret. OpenAI quotes the ends of a key that it
 * refuses.
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
