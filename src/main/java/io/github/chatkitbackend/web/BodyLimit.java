package io.github.chatkitbackend.web;

import java.time.Duration;

import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;

import org.springframework.util.unit.DataSize;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Limits the bodies that a path accepts. Paths without a bean of this type accept
 * {@linkplain #DEFAULT 16 KiB}.
 *
 * @param path the path, which may contain segments such as {@code {user}} and includes
 * the paths below it unless they have their own limit
 * @param size the maximum size of a body
 * @param patience the maximum time from the first read to the end of the body, in
 * addition to one second for each 100 kB that have arrived
 */
public record BodyLimit(String path, DataSize size, Duration patience) {

	/** Clients that are slower than 100 kB per second are cut off. */
	private static final int BYTES_PER_MILLISECOND = 100;

	static final BodyLimit DEFAULT = new BodyLimit("", DataSize.ofKilobytes(16));

	/**
	 * Create a limit with a patience of 20 seconds.
	 * @param path the path, as above
	 * @param size the maximum size of a body
	 */
	public BodyLimit(String path, DataSize size) {
		this(path, size, Duration.ofSeconds(20));
	}

	/**
	 * The maximum time for a body of which some bytes have arrived.
	 */
	Duration patience(long arrived) {
		return this.patience.plusMillis(arrived / BYTES_PER_MILLISECOND);
	}

	/**
	 * The error for a body that is too long.
	 * @param size the maximum size
	 * @return the error
	 */
	public static ApiException tooLarge(DataSize size) {
		return new ApiException(ErrorCode.REQUEST_TOO_LARGE,
				"The body must not be longer than %d KiB.".formatted(size.toKilobytes()));
	}

	/**
	 * The paths that have this limit.
	 */
	PathPattern pattern() {
		return PathPatternParser.defaultInstance.parse(this.path + "/**");
	}

}
