package io.github.chatkitbackend.chat.server;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import org.apache.commons.dbcp2.BasicDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Hundreds of clients that leave in the middle of their answers.
 */
@FaultyClientsTest
class RepeatedDisconnectTests {

	private static final int CLIENTS = 300;

	private static final int AT_A_TIME = 30;

	/** An answer has more, unless its text was merged. */
	private static final int MAX_EVENTS = 40;

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final Random random = new Random(1);

	private final Backend backend;

	private final OpenAIStandIn openai;

	@TempDir
	private Path directory;

	RepeatedDisconnectTests(Backend backend, OpenAIStandIn openai) {
		this.backend = backend;
		this.openai = openai;
	}

	@Test
	void leaveNothingBehind() throws Exception {
		long connections = this.backend.bean(Connections.class).count();
		this.openai.responses().pace(Duration.ofMillis(2));
		sendAndLeave();
		await("turns").atMost(PATIENCE).until(() -> this.backend.bean(Turns.class).count() == 0);
		await("streams of the model").atMost(PATIENCE).until(() -> this.openai.responses().open() == 0);
		await("permits").until(() -> this.backend.metric("chatkit_openai_streams") == 0);
		await("connections to the database").until(this::databaseIsIdle);
		await("connections of clients").atMost(PATIENCE)
			.until(() -> this.backend.bean(Connections.class).count() <= connections);
		await("threads").until(() -> !threads().contains("\"turn-"));
		assertThat(this.openai.responses().left()).isPositive();
		assertThat(new ChatUser(this.backend, "next").post(ChatUser.create("hello")).body())
			.contains("You wrote: “hello”");
	}

	@Test
	void cutNoAnswerOfOthers() throws Exception {
		this.openai.responses().pace(Duration.ofMillis(2));
		try (ExecutorService readers = Executors.newFixedThreadPool(AT_A_TIME)) {
			List<Future<String>> answers = IntStream.range(0, CLIENTS)
				.mapToObj((i) -> readers.submit(() -> sendAndRead("reader " + i)))
				.toList();
			sendAndLeave();
			for (Future<String> answer : answers) {
				assertThat(answer.get()).containsPattern(
						"thread.item.done\",\"item\":\\{\"type\":\"assistant_message\".*You wrote: “hello”");
			}
		}
	}

	private String sendAndRead(String user) {
		return new ChatUser(this.backend, user).post(ChatUser.create("hello")).body();
	}

	private void sendAndLeave() throws Exception {
		try (ExecutorService clients = Executors.newFixedThreadPool(AT_A_TIME)) {
			for (Future<?> client : IntStream.range(0, CLIENTS)
				.mapToObj((i) -> clients.submit(() -> sendAndLeave(i, this.random.nextInt(MAX_EVENTS))))
				.toList()) {
				client.get();
			}
		}
	}

	private void sendAndLeave(int number, int events) {
		try (ChatStream stream = new ChatUser(this.backend, "user " + number).open(ChatUser.create("hello"))) {
			stream.readUpTo(events);
		}
	}

	private boolean databaseIsIdle() {
		return this.backend.bean(BasicDataSource.class).getNumActive() == 0;
	}

	/**
	 * The threads of this JVM, virtual ones included.
	 */
	private String threads() throws IOException {
		Path file = this.directory.resolve("threads");
		Files.deleteIfExists(file);
		ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
			.dumpThreads(file.toString(), ThreadDumpFormat.TEXT_PLAIN);
		return Files.readString(file);
	}

}
