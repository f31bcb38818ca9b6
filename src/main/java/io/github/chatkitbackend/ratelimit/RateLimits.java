package io.github.chatkitbackend.ratelimit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.stereotype.Component;

/**
 * Creates the rate limits of all features. They use the same store.
 */
@Component
public class RateLimits {

	private final Buckets buckets;

	private final MeterRegistry meters;

	RateLimits(Buckets buckets, MeterRegistry meters) {
		this.buckets = buckets;
		this.meters = meters;
	}

	/**
	 * Create a rate limit.
	 * @param policy the policy to enforce
	 * @return the rate limit
	 */
	public RateLimit create(RateLimitPolicy policy) {
		Counter hits = Counter.builder("chatkit.ratelimit.hits")
			.description("Requests rejected because their user or address exceeded the rate limit")
			.tag("policy", policy.name())
			.register(this.meters);
		return new RateLimit(policy, this.buckets, hits);
	}

}
