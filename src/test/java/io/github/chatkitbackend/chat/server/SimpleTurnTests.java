package io.github.chatkitbackend.chat.server;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.github.chatkitbackend.Answer;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What callers of the simple API learn of turns that are superseded or take too long.
 */
@ChatKitTest(shared = false, beans = WaitingAgent.class,
		settings = { "CHATKIT_MODEL=waiting", "CHATKIT_BACKEND_TOKEN=token", "CHATKIT_TURN_TIMEOUT=2s" })
class SimpleTurnTests {

	private final Backend backend;

	private final ChatUser alice;

	SimpleTurnTests(Backend backend) {
		this.backend = backend;
		this.alice = new ChatUser(backend, "alice");
	}

	@Test
	void aNewerMessageEndsTheOlderOne() {
		CompletableFuture<Answer> older = CompletableFuture.supplyAsync(() -> post("{\"message\": \"wait\"}"));
		await().atMost(Duration.ofSeconds(10)).until(() -> !this.alice.threads().isEmpty());
		String thread = this.alice.threads().getFirst();
		Answer newer = post("{\"message\": \"hello\", \"conversation_id\": \"%s\"}".formatted(thread));
		assertThat(newer.json().path("response").stringValue()).isEqualTo("echo: hello");
		assertThat(older.join().status()).isEqualTo(409);
	}

	@Test
	void anAnswerThatTakesTooLongFails() {
		Answer answer = post("{\"message\": \"wait\"}");
		assertThat(answer.status()).isEqualTo(502);
		assertThat(answer.json().path("detail").stringValue()).contains("longer than the service allows");
	}

	private Answer post(String body) {
		return this.backend.post("/api/chat", body, "Authorization", "Bearer token", "ChatKit-User", "alice");
	}

}
