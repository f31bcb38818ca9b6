package io.github.chatkitbackend.identity;

import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * The user that a request names, or what is wrong with the name. An invalid name is an
 * error only if it is needed: a token that proves the user makes it irrelevant.
 *
 * @param id the user, or {@code null} if there is no name or an invalid one
 * @param problem what is wrong, in sentences for the caller, or {@code null}
 */
public record NamedUser(@Nullable UserId id, @Nullable String problem) {

	/** The request names no user. */
	public static final NamedUser NONE = new NamedUser(null, null);

	/**
	 * The user that a request names.
	 * @param id the valid id
	 * @return the named user
	 */
	public static NamedUser of(UserId id) {
		return new NamedUser(id, null);
	}

	/**
	 * A name that cannot be used.
	 * @param problem what is wrong, in sentences for the caller
	 * @return the named user
	 */
	public static NamedUser invalid(String problem) {
		return new NamedUser(null, problem);
	}

	@Nullable UserId orThrow() {
		if (this.problem != null) {
			throw new ApiException(ErrorCode.INVALID_REQUEST, this.problem);
		}
		return this.id;
	}

}
