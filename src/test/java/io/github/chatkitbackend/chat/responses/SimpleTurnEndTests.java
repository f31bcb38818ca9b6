package io.github.chatkitbackend.chat.responses;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

import io.github.chatkitbackend.Answer;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.Services;
import io.github.chatkitbackend.openai.ModelAnswer;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * When a turn of the simple API ends that does not stream.
 */
@ChatKitTest
class SimpleTurnEndTests {

	private static final String[] ALICE = { "Authorization", "Bearer token", "ChatKit-User", "alice" };

	private static final String MESSAGE = "{\"message\": \"hello\"}";

	private final Services services;

	private final OpenAIStandIn openai;

	SimpleTurnEndTests(Services services, OpenAIStandIn openai) {
		this.services = services;
		this.openai = openai;
	}

	@Test
	void afterTheTimeoutOfTurns() {
		this.openai.responses().stream(ModelAnswer.begin().text("Hel").hang());
		Answer answer = start("CHATKIT_TURN_TIMEOUT=1s").post("/api/chat", MESSAGE, ALICE);
		assertThat(answer.status()).isEqualTo(502);
		assertThat(answer.code()).isEqualTo("answer_failed");
		assertThat(answer.body()).contains("longer than the service allows");
	}

	@Test
	void withItsAnswerEvenIfTheClientHasLeft() throws Exception {
		CountDownLatch left = new CountDownLatch(1);
		this.openai.responses().stream(ModelAnswer.begin().await(left).text("Hello"));
		Backend backend = start();
		leave(backend);
		left.countDown();
		await().until(() -> backend.get("/actuator/prometheus", ALICE)
			.body()
			.matches("(?s).*chatkit_turns_seconds_count\\{[^\n]*outcome=\"completed\"[^\n]*} 1.*"));
	}

	private void leave(Backend backend) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), backend.port())) {
			socket.getOutputStream().write("""
					POST /api/chat HTTP/1.1\r
					Host: localhost\r
					Authorization: Bearer token\r
					ChatKit-User: alice\r
					Content-Length: %d\r
					\r
					%s""".formatted(MESSAGE.length(), MESSAGE).getBytes(StandardCharsets.US_ASCII));
			await().until(() -> !this.openai.requests().isEmpty());
		}
	}

	private Backend start(String... settings) {
		String[] all = { "CHATKIT_MODEL=gpt-5.5", "CHATKIT_BACKEND_TOKEN=token", "CHATKIT_THREAD_TITLES_ENABLED=false",
				"CHATKIT_TURN_TIMEOUT=1m" };
		System.arraycopy(settings, 0, all, 3, settings.length);
		return this.services.start(all);
	}

}
