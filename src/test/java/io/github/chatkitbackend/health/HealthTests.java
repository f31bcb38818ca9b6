package io.github.chatkitbackend.health;

import java.net.http.HttpRequest.BodyPublishers;

import io.github.chatkitbackend.Answer;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Health is open to everyone and asks nobody.
 */
@ChatKitTest(settings = "CHATKIT_BACKEND_TOKEN=token")
class HealthTests {

	@Test
	void isOpenAndNeverCallsOpenAI(Backend backend, OpenAIStandIn openai) {
		Answer answer = backend.get("/health");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo("{\"ok\":true}");
		assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
		assertThat(backend.get("/health", "Authorization", "Bearer wrong").status()).isEqualTo(200);
		Answer head = backend.send("HEAD", "/health", BodyPublishers.noBody());
		assertThat(head.status()).isEqualTo(200);
		assertThat(head.body()).isEmpty();
		assertThat(backend.get("/actuator/health/liveness").json().path("status").stringValue()).isEqualTo("UP");
		assertThat(backend.get("/actuator/health/readiness").json().path("status").stringValue()).isEqualTo("UP");
		assertThat(backend.get("/actuator").status()).isEqualTo(401);
		assertThat(openai.requests()).isEmpty();
	}

}
