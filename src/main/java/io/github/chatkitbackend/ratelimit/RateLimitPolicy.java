package io.github.chatkitbackend.ratelimit;

import java.time.Duration;

import io.github.bucket4j.BucketConfiguration;

/**
 * How often one user, or one address, may do something.
 *
 * @param name name in header fields, metrics and Redis; policies of different names count
 * apart
 * @param perMinute how often a minute, which is also the largest burst; 0 for no limit
 * @param refusal what callers are told who ask too often, with advice to look at
 * {@code Retry-After}
 */
public record RateLimitPolicy(String name, int perMinute, String refusal) {

	static final Duration WINDOW = Duration.ofMinutes(1);

	BucketConfiguration bucket() {
		return BucketConfiguration.builder()
			.addLimit((bandwidth) -> bandwidth.capacity(this.perMinute).refillGreedy(this.perMinute, WINDOW))
			.build();
	}

	String key(String caller) {
		return this.name + ":" + caller;
	}

}
