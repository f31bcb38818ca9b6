package io.github.chatkitbackend.ratelimit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.stereotype.Component;

/**
 * Makes the limits that features ask for. All are kept in the same place.
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
	 * Make a limit.
	 * @param policy what it allows
	 * @return the limit
	 */
	public RateLimit create(RateLimitPolicy policy) {
		Counter hits = Counter.builder("chatkit.ratelimit.hits")
			.description("Requests refused because their user or address asked too often")
			.tag("policy", policy.name())
			.register(this.meters);
		return new RateLimit(policy, this.buckets, hits);
	}

}
