package io.github.chatkitbackend.session;

import io.github.chatkitbackend.ratelimit.RateLimit;
import io.github.chatkitbackend.ratelimit.RateLimitPolicy;
import io.github.chatkitbackend.ratelimit.RateLimits;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Beans of the session endpoint that are not components.
 */
@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

	/**
	 * As a component it would be part of slices such as {@code @WebMvcTest}, which take
	 * all filters but have no meter registry.
	 */
	@Bean
	SessionMetrics sessionMetrics(MeterRegistry meters) {
		return new SessionMetrics(meters);
	}

	@Bean
	RateLimit sessionLimit(RateLimits limits, SessionLimitProperties properties) {
		return limits.create(new RateLimitPolicy("sessions", properties.perMinute(),
				"Too many sessions were asked for. Try again after the time in Retry-After."));
	}

}
