package io.github.chatkitbackend.ratelimit;

import java.time.Duration;

import io.github.bucket4j.ConsumptionProbe;
import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;
import io.github.chatkitbackend.identity.Caller;
import io.github.chatkitbackend.identity.UserId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Limits how fast one user, or one address, creates sessions, and tells the caller in the
 * header fields of the IETF's draft-ietf-httpapi-ratelimit-headers.
 */
@Component
public class SessionLimit {

	/** Name of the policy within the header fields. */
	private static final String POLICY = "sessions";

	private final Buckets buckets;

	private final int perMinute;

	private final Counter hits;

	SessionLimit(Buckets buckets, RateLimitProperties properties, MeterRegistry meters) {
		this.buckets = buckets;
		this.perMinute = properties.perMinute();
		this.hits = Counter.builder("chatkit.ratelimit.hits")
			.description("Session requests refused because their user or address asked too often")
			.register(meters);
	}

	/**
	 * Count a request for a session.
	 * @param caller who sent the request
	 * @param named the user that the caller names, if any
	 * @param request the request
	 * @param response its answer, which gets the header fields
	 * @throws ApiException with {@code rate_limited} when there were too many
	 */
	public void count(Caller caller, @Nullable UserId named, HttpServletRequest request, HttpServletResponse response) {
		String key = (this.perMinute > 0) ? LimitKey.of(caller, named, request) : null;
		if (key == null) {
			return;
		}
		ConsumptionProbe probe = this.buckets.take(key);
		response.setHeader("RateLimit-Policy",
				"\"%s\";q=%d;w=%d".formatted(POLICY, this.perMinute, RateLimitConfiguration.WINDOW.toSeconds()));
		response.setHeader("RateLimit", "\"%s\";r=%d;t=%d".formatted(POLICY, probe.getRemainingTokens(),
				Math.ceilDiv(probe.getNanosToWaitForReset(), Duration.ofSeconds(1).toNanos())));
		if (!probe.isConsumed()) {
			this.hits.increment();
			throw new ApiException(ErrorCode.RATE_LIMITED,
					"Too many sessions were asked for. Try again after the time in Retry-After.",
					Duration.ofNanos(probe.getNanosToWaitForRefill()), null);
		}
	}

}
