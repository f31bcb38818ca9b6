package io.github.chatkitbackend.security;

import org.jspecify.annotations.Nullable;

/**
 * What this service takes for the id of an end user, whether a token or a body names it.
 */
public final class UserId {

	/** Longest user that OpenAI's list of threads can filter by. */
	private static final int MAX_LENGTH = 512;

	private UserId() {
	}

	/**
	 * Check an id.
	 * @param id the id
	 * @return what is wrong with it, as the rest of a sentence, or {@code null}
	 */
	public static @Nullable String problem(String id) {
		if (id.isBlank()) {
			return "must not be blank";
		}
		if (id.codePointCount(0, id.length()) > MAX_LENGTH) {
			return "must not be longer than %d characters".formatted(MAX_LENGTH);
		}
		// OpenAI would get a question mark for it, and so one user for many
		boolean broken = id.codePoints().anyMatch((character) -> Character.getType(character) == Character.SURROGATE);
		return broken ? "must be valid Unicode" : null;
	}

}
