package io.github.chatkitbackend.observability;

import io.github.chatkitbackend.Answer;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.Services;
import io.github.chatkitbackend.UserToken;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Prometheus fetches, and who else may.
 */
class MetricsTests {

	@Test
	@ChatKitTest(shared = false, settings = { "CHATKIT_RATE_LIMIT_PER_MINUTE=4", "CHATKIT_BACKEND_TOKEN=token" })
	void countSessionsByOutcomeAndTimeOpenAIApart(Backend backend, OpenAIStandIn openai) {
		String bearer = "Bearer token";
		backend.session("Authorization", bearer);
		backend.session();
		backend.post("/chatkit/session", "[]", "Authorization", bearer);
		openai.answerNext(OpenAIStandIn.error(500, null, "ill").build());
		backend.session("Authorization", bearer);
		openai.answerNext(OpenAIStandIn.error(404, null, "gone").build());
		backend.session("Authorization", bearer);
		backend.get("/api/chatkit/session", "Authorization", bearer);
		for (int i = 0; i < 5; i++) {
			backend.post("/api/chatkit/session", "{\"user\": \"secret-user\"}", "Authorization", bearer);
		}
		backend.get("/raw/path", "Authorization", bearer);
		String metrics = backend.get("/actuator/prometheus", "Authorization", bearer).body();
		assertThat(metrics).contains("chatkit_sessions_seconds_count{outcome=\"success\"} 6",
				"chatkit_sessions_seconds_count{outcome=\"unauthorized\"} 1",
				"chatkit_sessions_seconds_count{outcome=\"invalid_request\"} 1",
				"chatkit_sessions_seconds_count{outcome=\"workflow_not_found\"} 1",
				"chatkit_sessions_seconds_count{outcome=\"method_not_allowed\"} 1",
				"chatkit_sessions_seconds_count{outcome=\"rate_limited\"} 1",
				"chatkit_ratelimit_hits_total{policy=\"sessions\"} 1.0", "chatkit_openai_retries_total 1.0",
				"chatkit_openai_in_flight 0.0", "chatkit_openai_breaker_open 0.0");
		assertThat(metrics).containsPattern("chatkit_openai_seconds_count\\{.*outcome=\"success\".*} 6")
			.containsPattern("chatkit_openai_seconds_count\\{.*outcome=\"workflow_not_found\".*} 1");
		assertThat(metrics).doesNotContain("secret-user", "/raw/path", "cksess_");
	}

	@Test
	@ChatKitTest(settings = { "CHATKIT_BACKEND_TOKEN=token", "CHATKIT_JWT_SECRET=" + UserToken.SECRET })
	void areForTheHolderOfTheBackendToken(Backend backend) {
		assertThat(backend.get("/actuator/prometheus").status()).isEqualTo(401);
		assertThat(backend.get("/actuator", "Authorization", "Bearer token").status()).isEqualTo(200);
		Answer endUser = backend.get("/actuator/prometheus", "Authorization", UserToken.of("alice"));
		assertThat(endUser.status()).isEqualTo(403);
		assertThat(endUser.code()).isEqualTo("forbidden");
		assertThat(backend.get("/actuator/prometheus", "Authorization", "Bearer token").status()).isEqualTo(200);
		assertThat(backend.get("/actuator/health/readiness").status()).isEqualTo(200);
	}

	@Test
	@ChatKitTest
	void areClosedWithoutATokenAndWithoutAPortOfTheirOwn(Services services) {
		for (String jwtSecret : new String[] { "", UserToken.SECRET }) {
			Backend backend = services.shared("CHATKIT_JWT_SECRET=" + jwtSecret);
			assertClosed(backend.get("/actuator/prometheus"));
			assertClosed(backend.get("/actuator", "X-Forwarded-For", "127.0.0.1"));
			assertThat(backend.get("/actuator/health/readiness").status()).isEqualTo(200);
		}
	}

	@Test
	@ChatKitTest(settings = { "MANAGEMENT_PORT=0", "CHATKIT_BACKEND_TOKEN=token" })
	void moveToAPortOfTheirOwn(Backend backend) {
		assertThat(backend.get("/actuator/prometheus", "Authorization", "Bearer token").status()).isEqualTo(404);
		assertThat(backend.management("/actuator/prometheus").status()).isEqualTo(200);
		assertThat(backend.management("/actuator/health/readiness").json().path("status").stringValue())
			.isEqualTo("UP");
		assertThat(backend.session().status()).isEqualTo(401);
	}

	private static void assertClosed(Answer answer) {
		assertThat(answer.status()).isEqualTo(403);
		assertThat(answer.code()).isEqualTo("forbidden");
		assertThat(answer.json().path("detail").stringValue()).contains("CHATKIT_BACKEND_TOKEN", "MANAGEMENT_PORT");
	}

}
