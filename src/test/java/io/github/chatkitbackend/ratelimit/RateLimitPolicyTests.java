package io.github.chatkitbackend.ratelimit;

import io.github.chatkitbackend.Answer;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.identity.Caller;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;

import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Several limits beside each other.
 */
class RateLimitPolicyTests {

	@Test
	@ChatKitTest(shared = false, settings = "CHATKIT_RATE_LIMIT_PER_MINUTE=2", beans = Messages.class)
	void policiesCountApartAndSpeakForThemselves(Backend backend) {
		assertThat(backend.post("/messages", "").header("RateLimit-Policy")).isEqualTo("\"messages\";q=1;w=60");
		Answer refused = backend.post("/messages", "");
		assertThat(refused.status()).isEqualTo(429);
		assertThat(refused.code()).isEqualTo("rate_limited");
		assertThat(refused.json().path("detail").stringValue()).isEqualTo("Too many messages.");
		assertThat(refused.header("RateLimit")).startsWith("\"messages\";r=0;t=");
		Answer session = backend.session();
		assertThat(session.status()).isEqualTo(200);
		assertThat(session.header("RateLimit")).startsWith("\"sessions\";r=1;t=");
		assertThat(backend.bean(PrometheusMeterRegistry.class).scrape()).contains(
				"chatkit_ratelimit_hits_total{policy=\"messages\"} 1.0",
				"chatkit_ratelimit_hits_total{policy=\"sessions\"} 0.0");
	}

	/**
	 * Another endpoint with a limit of its own. It has no stereotype, so that no other
	 * test finds it.
	 */
	static class Messages {

		private final RateLimit limit;

		Messages(RateLimits limits, RequestMappingHandlerMapping requestMappingHandlerMapping)
				throws NoSuchMethodException {
			this.limit = limits.create(new RateLimitPolicy("messages", 1, "Too many messages."));
			requestMappingHandlerMapping.registerMapping(
					RequestMappingInfo.paths("/messages")
						.options(requestMappingHandlerMapping.getBuilderConfiguration())
						.build(),
					this,
					Messages.class.getDeclaredMethod("post", HttpServletRequest.class, HttpServletResponse.class));
		}

		void post(HttpServletRequest request, HttpServletResponse response) {
			this.limit.count(new Caller.Anyone(), null, request, response);
		}

	}

}
