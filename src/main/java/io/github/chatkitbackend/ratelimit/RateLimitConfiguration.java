package io.github.chatkitbackend.ratelimit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Configures where the buckets are stored.
 */
@Configuration(proxyBeanMethods = false)
class RateLimitConfiguration {

	@Bean
	Buckets buckets(RedisProperties redis, MeterRegistry meters) {
		LocalBuckets local = new LocalBuckets(RateLimitPolicy.WINDOW);
		RedisUrl url = redis.url();
		return (url != null) ? new RedisBuckets(new RedisConnector(url), local, fallbacks(meters)) : local;
	}

	private static Counter fallbacks(MeterRegistry meters) {
		return Counter.builder("chatkit.ratelimit.redis.fallbacks")
			.description("Rate limit decisions made without Redis because it did not answer")
			.register(meters);
	}

}
