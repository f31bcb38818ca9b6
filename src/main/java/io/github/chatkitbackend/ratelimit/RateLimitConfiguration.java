package io.github.chatkitbackend.ratelimit;

import java.time.Duration;

import io.github.bucket4j.BucketConfiguration;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Chooses where the limits are kept.
 */
@Configuration(proxyBeanMethods = false)
class RateLimitConfiguration {

	static final Duration WINDOW = Duration.ofMinutes(1);

	@Bean
	Buckets buckets(RateLimitProperties limit, RedisProperties redis, MeterRegistry meters) {
		// Bucket4j has no bucket of size 0; with the limit off no bucket is asked
		int capacity = Math.max(1, limit.perMinute());
		BucketConfiguration configuration = BucketConfiguration.builder()
			.addLimit((bandwidth) -> bandwidth.capacity(capacity).refillGreedy(capacity, WINDOW))
			.build();
		LocalBuckets local = new LocalBuckets(configuration, WINDOW);
		RedisUrl url = redis.url();
		return (url != null) ? new RedisBuckets(url, configuration, local, fallbacks(meters)) : local;
	}

	private static Counter fallbacks(MeterRegistry meters) {
		return Counter.builder("chatkit.ratelimit.redis.fallbacks")
			.description("Decisions made without Redis because it did not answer")
			.register(meters);
	}

}
