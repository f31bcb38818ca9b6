package io.github.chatkitbackend.identity;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The id of an end user, from a token or a request. The id of an anonymous visitor is a
 * secret, because it gives access to the visitor's conversations: show it to nobody, and
 * send it to no model and no other service.
 *
 * @param value the id, not blank, at most 512 characters, valid Unicode
 */
public record UserId(String value) {

	/** The maximum length of a user by which OpenAI filters lists of threads. */
	private static final int MAX_LENGTH = 512;

	private static final String VISITOR = "anon-";

	/**
	 * Create an id.
	 * @param value the id
	 * @throws IllegalArgumentException if {@link #problem(String)} finds a problem
	 */
	public UserId {
		String problem = problem(value);
		if (problem != null) {
			throw new IllegalArgumentException("A user id " + problem);
		}
	}

	/**
	 * The id of an anonymous visitor.
	 * @param visitor the number in the visitor's cookie
	 * @return the id
	 */
	static UserId ofVisitor(UUID visitor) {
		return new UserId(VISITOR + visitor);
	}

	/**
	 * Whether this service gave the id to an anonymous visitor.
	 * @return {@code true} if it has the form of such ids
	 */
	public boolean isVisitor() {
		return this.value.matches(VISITOR + "\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
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
		// Encoders replace a lone surrogate with a question mark, so different users
		// would become the same
		boolean broken = id.codePoints().anyMatch((character) -> Character.getType(character) == Character.SURROGATE);
		return broken ? "must be valid Unicode" : null;
	}

	@Override
	public String toString() {
		return "UserId[***]";
	}

}
