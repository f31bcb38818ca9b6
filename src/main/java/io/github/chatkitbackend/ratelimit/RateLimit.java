package io.github.chatkitbackend.ratelimit;

import java.time.Duration;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;
import io.github.chatkitbackend.identity.Caller;
import io.github.chatkitbackend.identity.UserId;
import io.micrometer.core.instrument.Counter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * Enforces a policy, and reports the remaining quota in the header fields of the IETF
 * draft draft-ietf-httpapi-ratelimit-headers.
 */
public class RateLimit {

	private final RateLimitPolicy policy;

	private final @Nullable BucketConfiguration bucket;

	private final Buckets buckets;

	private final Counter hits;

	RateLimit(RateLimitPolicy policy, Buckets buckets, Counter hits) {
		this.policy = policy;
		// Bucket4j does not support a capacity of 0
		this.bucket = (policy.perMinute() > 0) ? policy.bucket() : null;
		this.buckets = buckets;
		this.hits = hits;
	}

	/**
	 * Count a request.
	 * @param caller the sender of the request
	 * @param named the user that the caller names, if any
	 * @param request the request
	 * @param response the response, to which the header fields are added
	 * @throws ApiException with {@code rate_limited} if the limit is exceeded
	 */
	public void count(Caller caller, @Nullable UserId named, HttpServletRequest request, HttpServletResponse response) {
		String key = (this.bucket != null) ? LimitKey.of(caller, named, request) : null;
		if (this.bucket == null || key == null) {
			return;
		}
		ConsumptionProbe probe = this.buckets.take(this.policy.key(key), this.bucket);
		setHeaders(response, probe);
		if (!probe.isConsumed()) {
			this.hits.increment();
			throw new ApiException(ErrorCode.RATE_LIMITED, this.policy.refusal(),
					Duration.ofNanos(probe.getNanosToWaitForRefill()), null);
		}
	}

	private void setHeaders(HttpServletResponse response, ConsumptionProbe probe) {
		response.setHeader("RateLimit-Policy", "\"%s\";q=%d;w=%d".formatted(this.policy.name(), this.policy.perMinute(),
				RateLimitPolicy.WINDOW.toSeconds()));
		response.setHeader("RateLimit", "\"%s\";r=%d;t=%d".formatted(this.policy.name(), probe.getRemainingTokens(),
				Math.ceilDiv(probe.getNanosToWaitForReset(), Duration.ofSeconds(1).toNanos())));
	}

}
