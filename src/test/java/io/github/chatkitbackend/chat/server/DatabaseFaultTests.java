package io.github.chatkitbackend.chat.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import io.github.chatkitbackend.Answer;
import io.github.chatkitbackend.ChatKitTest;
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

	@TempDir
	private Path directory;

	@Test
	void endATurnWithAnErrorAndLoseNothingThatWasStored(Services services, OpenAIStandIn openai) throws Exception {
		EmbeddedPostgres server = start(0);
		ChatUser user = new ChatUser(services.start("CHATKIT_MODEL=gpt-4.1", "CHATKIT_BACKEND_TOKEN=token",
				"CHATKIT_THREAD_TITLES_ENABLED=false",
				"DATABASE_URL=postgresql://postgres:postgres@127.0.0.1:%d/postgres".formatted(server.getPort())),
				"alice");
		CountDownLatch killed = new CountDownLatch(1);
		openai.responses()
			.stream(ModelAnswer.of("Before."), ModelAnswer.of("Half a").await(killed).text(" sentence"),
					ModelAnswer.of("After."));
		String thread = user.begin("before");
		try (ChatStream stream = user.open(ChatUser.add(thread, "within"))) {
			stream.await("Half a");
			kill(server);
			killed.countDown();
			assertThat(stream.await("\"error\"")).contains("\"code\":\"stream.error\"", "\"allow_retry\":true");
			stream.readEventsToTheEnd();
		}
		assertThat(openai.responses().open()).isZero();
		assertUnavailable(user.post(ChatUser.add(thread, "meanwhile")));
		assertUnavailable(user.post(ChatUser.of("threads.get_by_id", thread)));
		try (EmbeddedPostgres _ = start(server.getPort())) {
			await().atMost(Duration.ofSeconds(30)).until(() -> user.post(ChatUser.add(thread, "after")).status() == 200);
			assertThat(user.texts(thread)).containsSubsequence("before", "Before.", "within", "after", "After.")
				.doesNotContain("meanwhile");
			assertThat(user.threads()).containsExactly(thread);
		}
	}

	private static void assertUnavailable(Answer answer) {
		assertThat(answer.status()).isEqualTo(503);
		assertThat(answer.code()).isEqualTo("database_unavailable");
		assertThat(answer.header("Retry-After")).isEqualTo("5");
		assertThat(answer.json().path("message").stringValue()).isNotBlank();
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
