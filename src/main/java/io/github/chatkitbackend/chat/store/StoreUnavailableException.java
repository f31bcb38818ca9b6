package io.github.chatkitbackend.chat.store;

import java.time.Duration;

import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;

/**
 * The database does not answer, or it cannot store anything at the moment. It may have
 * stored a change whose confirmation was lost.
 */
public final class StoreUnavailableException extends ApiException {

	StoreUnavailableException(Throwable cause) {
		super(ErrorCode.DATABASE_UNAVAILABLE, "The database does not answer. Try again after the time in Retry-After.",
				Duration.ofSeconds(5), null);
		initCause(cause);
	}

}
