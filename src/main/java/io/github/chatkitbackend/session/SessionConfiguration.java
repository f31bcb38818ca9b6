package io.github.chatkitbackend.session;

import io.github.chatkitbackend.ratelimit.RateLimit;
import io.github.chatkitbackend.ratelimit.RateLimitPolicy;
import io.github.chatkitbackend.ratelimit.RateLimits;
import io.github.chatkitbackend.web.BodyLimit;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/**
 * Configures the metrics and the rate limit of the session endpoint.
 */
@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

	private static final DataSize MAX_BODY = DataSize.ofKilobytes(16);

	/**
	 * Create the filter. It is not a component because test slices such as
	 * {@code @WebMvcTest} include all filters but have no meter registry.
	 */
	@Bean
	SessionMetrics sessionMetrics(MeterRegistry meters) {
		return new SessionMetrics(meters);
	}

	@Bean
	RateLimit sessionLimit(RateLimits limits, SessionLimitProperties properties) {
		return limits.create(new RateLimitPolicy("sessions", properties.perMinute(),
				"Too many sessions were requested. Try again after the time in Retry-After."));
	}

	/**
	 * Chat accepts larger bodies at the parent paths.
	 */
	@Bean
	BodyLimit sessionBodyLimit() {
		return new BodyLimit(SessionController.PATH, MAX_BODY);
	}

	@Bean
	BodyLimit pluralSessionBodyLimit() {
		return new BodyLimit(SessionController.PATH_PLURAL, MAX_BODY);
	}

	@Bean
	BodyLimit shortSessionBodyLimit() {
		return new BodyLimit(SessionController.PATH_SHORT, MAX_BODY);
	}

}
