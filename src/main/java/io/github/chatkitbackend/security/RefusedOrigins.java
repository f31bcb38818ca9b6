package io.github.chatkitbackend.security;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs each rejected origin once. Browsers do not let the page itself read the reason.
 */
class RefusedOrigins {

	private static final Logger logger = LoggerFactory.getLogger(RefusedOrigins.class);

	private static final int MAX_ORIGINS = 1000;

	private static final int MAX_LENGTH = 200;

	private final Cache<String, Boolean> known = Caffeine.newBuilder().maximumSize(MAX_ORIGINS).build();

	/** Limits the log, because callers can invent any number of origins. */
	private final Bucket lines = Bucket.builder()
		.addLimit((limit) -> limit.capacity(10).refillGreedy(10, Duration.ofMinutes(1)))
		.build();

	void add(String origin) {
		String text = printable(origin);
		if (this.known.getIfPresent(text) == null && this.lines.tryConsume(1)) {
			this.known.put(text, true);
			logger.warn("Refusing calls from pages of {}, which CHATKIT_ALLOWED_ORIGINS does not list. If it is this "
					+ "service's own origin, the proxy must send X-Forwarded-Proto, -Host and -Port", text);
		}
	}

	private static String printable(String origin) {
		String text = origin.replaceAll("[^\\x21-\\x7E]", "?");
		return (text.length() > MAX_LENGTH) ? text.substring(0, MAX_LENGTH) + "..." : text;
	}

}
