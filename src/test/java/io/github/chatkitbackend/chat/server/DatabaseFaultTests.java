package io.github.chatkitbackend.chat.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.ServiceProcess;
import io.github.chatkitbackend.Services;
import io.github.chatkitbackend.openai.ModelAnswer;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A PostgreSQL server that is killed within a turn, is away between turns, and comes
 * back.
 */
@ChatKitTest(shared = false)
@Execution(ExecutionMode.CONCURRENT)
class DatabaseFaultTests {

	private static final String USER = "alice";

	@TempDir
	private Path directory;

	private int port;

	@Test
	void endATurnWithAnErrorAndLoseNothingThatWasShown(Services services, OpenAIStandIn openai) throws Exception {
		EmbeddedPostgres server = start(0);
		CountDownLatch killed = new CountDownLatch(1);
		openai.responses()
			.stream(ModelAnswer.of("Before."), ModelAnswer.of("Half a").await(killed).text(" sentence"),
					ModelAnswer.of("After."));
		this.port = start(services, server).awaitPort();
		String thread = ChatStream.threadId(send(ChatUser.create("before")));
		try (ChatStream stream = ChatStream.open(this.port, USER, ChatUser.add(thread, "within"))) {
			stream.await("Half a");
			kill(server);
			killed.countDown();
			assertThat(stream.await("\"error\"")).contains("\"code\":\"stream.error\"", "\"allow_retry\":true");
			stream.readEventsToTheEnd();
		}
		assertThat(openai.responses().open()).isZero();
		assertUnavailable(send(ChatUser.add(thread, "meanwhile")));
		assertUnavailable(send(ChatUser.of("threads.get_by_id", thread)));
		try (EmbeddedPostgres _ = start(server.getPort())) {
			await().atMost(Duration.ofSeconds(30))
				.untilAsserted(() -> assertThat(send(ChatUser.of("threads.get_by_id", thread)))
					.containsSubsequence("before", "Before.", "within", "Half a sentence"));
			assertThat(send(ChatUser.add(thread, "after"))).contains("After.");
			assertThat(send(ChatUser.of("threads.get_by_id", thread)))
				.containsSubsequence("within", "Half a sentence", "after", "After.")
				.doesNotContain("meanwhile");
		}
	}

	private static void assertUnavailable(String answer) {
		assertThat(answer).startsWith("HTTP/1.1 503")
			.contains("\nRetry-After: 5\n", "\"code\":\"database_unavailable\"", "\"message\":\"");
	}

	private String send(String body) {
		try (ChatStream stream = ChatStream.open(this.port, USER, body)) {
			return String.join("\n", stream.readAll());
		}
	}

	private ServiceProcess start(Services services, EmbeddedPostgres server) {
		return services.process(this.directory, "CHATKIT_MODEL=gpt-4.1", "CHATKIT_BACKEND_TOKEN=token",
				"CHATKIT_THREAD_TITLES_ENABLED=false",
				"DATABASE_URL=postgresql://postgres:postgres@127.0.0.1:%d/postgres".formatted(server.getPort()));
	}

	/**
	 * Start a server that keeps what it has acknowledged. By default, those of tests do
	 * not.
	 */
	private EmbeddedPostgres start(int port) throws IOException {
		EmbeddedPostgres.Builder server = EmbeddedPostgres.builder()
			.setDataDirectory(this.directory.resolve("postgresql"))
			.setCleanDataDirectory(false)
			.setServerConfig("synchronous_commit", "on");
		return ((port != 0) ? server.setPort(port) : server).start();
	}

	private void kill(EmbeddedPostgres server) throws Exception {
		Path file = this.directory.resolve("postgresql/postmaster.pid");
		ProcessHandle process = ProcessHandle.of(Long.parseLong(Files.readAllLines(file).getFirst())).orElseThrow();
		process.descendants().forEach(ProcessHandle::destroyForcibly);
		process.destroyForcibly();
		process.onExit().get();
		server.close();
	}

}
