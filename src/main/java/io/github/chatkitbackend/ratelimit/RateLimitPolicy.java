package io.github.chatkitbackend.ratelimit;

import java.time.Duration;

import io.github.bucket4j.BucketConfiguration;

/**
 * The number of requests that a user or an address can make.
 *
 * @param name name in header fields, metrics and Redis. Policies with different names
 * count separately
 * @param perMinute requests per minute, which is also the maximum burst; 0 for no limit
 * @param refusal error message for requests over the limit, which refers to
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
