package io.github.chatkitbackend.openai;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.github.chatkitbackend.Answer;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.Services;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What happens to callers while OpenAI is ill for longer than one call.
 */
@ExtendWith(OutputCaptureExtension.class)
@ChatKitTest
class OutageTests {

	private static final MockResponse HANG = new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE)
		.build();

	private final OpenAIStandIn openai;

	private final Services services;

	OutageTests(OpenAIStandIn openai, Services services) {
		this.openai = openai;
		this.services = services;
	}

	@Test
	void callersBeyondTheCapAreRefusedAtOnce() {
		Backend backend = this.services.start("CHATKIT_OPENAI_MAX_CONCURRENT=1");
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			this.openai.hold();
			CompletableFuture<Answer> first = CompletableFuture.supplyAsync(() -> backend.session(), threads);
			await().until(() -> backend.metric("chatkit_openai_in_flight") == 1);
			Answer refused = backend.session();
			assertThat(refused.status()).isEqualTo(503);
			assertThat(refused.code()).isEqualTo("overloaded");
			assertThat(refused.header("Retry-After")).isEqualTo("1");
			this.openai.release();
			assertThat(first.join().status()).as("the first caller").isEqualTo(200);
			assertThat(backend.session().status()).isEqualTo(200);
		}
	}

	@Test
	void afterARunOfFailuresCallersAreToldAtOnceUntilAProbeSucceeds(CapturedOutput output) {
		Backend backend = this.services.shared();
		this.openai.answerAlways(OpenAIStandIn.error(500, null, "ill").setHeader("Retry-After-Ms", "1").build());
		for (int i = 0; i < 10; i++) {
			assertThat(backend.session().status()).isEqualTo(502);
		}
		int asked = this.openai.requests().size();
		Answer refused = backend.session();
		assertThat(refused.status()).isEqualTo(503);
		assertThat(refused.code()).isEqualTo("openai_unavailable");
		assertThat(refused.header("Retry-After")).isEqualTo("5");
		assertThat(this.openai.requests()).hasSize(asked);
		assertThat(backend.metric("chatkit_openai_breaker_open")).isOne();
		assertThat(output.getAll().lines().filter((line) -> line.contains("OpenAI is considered down"))).hasSize(1);
		this.openai.answerAlways(null);
		await().until(() -> backend.session().status() == 200);
		assertThat(backend.metric("chatkit_openai_breaker_open")).isZero();
		assertThat(output).contains("OpenAI is up again");
	}

	@Test
	void hangingAndUnreachableUpstreamsCountAsFailures() {
		for (MockResponse failure : List.of(HANG,
				new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build())) {
			this.openai.reset();
			this.openai.answerAlways(failure);
			Backend backend = this.services.start("CHATKIT_OPENAI_DEADLINE=100ms");
			try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
				List<CompletableFuture<Answer>> answers = new ArrayList<>();
				for (int i = 0; i < 10; i++) {
					answers.add(CompletableFuture.supplyAsync(() -> backend.session(), threads));
				}
				answers.forEach(CompletableFuture::join);
				assertThat(backend.session().code()).isEqualTo("openai_unavailable");
			}
		}
	}

	@Test
	void refusalsDoNotCountAsFailures() {
		Backend backend = this.services.shared();
		this.openai.answerAlways(OpenAIStandIn.error(404, null, "gone").build());
		for (int i = 0; i < 25; i++) {
			assertThat(backend.session().code()).isEqualTo("workflow_not_found");
		}
	}

	/**
	 * Tomcat notices that a caller has left when it writes the answer, and not before. So
	 * the deadline ends the call.
	 */
	@Test
	void callsOfCallersWhoHaveLeftEndAtTheDeadlineAndMakeRoom() throws IOException {
		Backend backend = this.services.start("CHATKIT_OPENAI_DEADLINE=1s", "CHATKIT_OPENAI_MAX_CONCURRENT=1");
		this.openai.answerAlways(HANG);
		try (Socket socket = new Socket("127.0.0.1", backend.port())) {
			socket.getOutputStream()
				.write("POST /api/chatkit/session HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n"
					.getBytes(StandardCharsets.US_ASCII));
			await().until(() -> this.openai.requests().size() == 1);
		}
		await().atMost(Duration.ofSeconds(4)).until(() -> backend.metric("chatkit_openai_in_flight") == 0);
		this.openai.answerAlways(null);
		assertThat(backend.session().status()).isEqualTo(200);
	}

}
