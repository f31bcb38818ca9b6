package io.github.chatkitbackend.web;

import java.time.Duration;

import org.springframework.util.unit.DataSize;

/**
 * Limits the bodies that a path accepts. Paths without a bean of this type accept
 * {@linkplain #DEFAULT 16 KiB}.
 *
 * @param path the path, which includes the paths below it unless they have their own
 * limit
 * @param size the maximum size of a body
 * @param patience the maximum time from the first read to the end of the body
 */
public record BodyLimit(String path, DataSize size, Duration patience) {

	static final BodyLimit DEFAULT = new BodyLimit("", DataSize.ofKilobytes(16));

	/**
	 * Create a limit with enough time for 100 kB per second.
	 * @param path the path, as above
	 * @param size the maximum size of a body
	 */
	public BodyLimit(String path, DataSize size) {
		this(path, size, Duration.ofSeconds(20 + 10 * size.toMegabytes()));
	}

	boolean contains(String uri) {
		return uri.equals(this.path) || uri.startsWith(this.path + "/");
	}

}
