package io.github.chatkitbackend.migration;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.ServiceProcess;
import io.github.chatkitbackend.Services;
import io.github.chatkitbackend.openai.ModelAnswer;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Imports that take long: killed, stopped, and beside a service.
 */
@ChatKitTest(shared = false)
@Execution(ExecutionMode.CONCURRENT)
class LargeImportTests {

	private static final int THREADS = 10_000;

	/** Every thread has two items, and every third one has three. */
	private static final int ITEMS = 23_334;

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	/** It has taken more than two minutes on a busy machine, and takes one otherwise. */
	private static final Duration WHOLE_IMPORT = Duration.ofMinutes(5);

	@TempDir
	private Path directory;

	private final Services services;

	private final OpenAIStandIn openai;

	LargeImportTests(Services services, OpenAIStandIn openai) {
		this.services = services;
		this.openai = openai;
	}

	@Test
	void isCompleteWithoutDuplicatesAfterItWasKilledAndStartedAgain() throws Exception {
		this.openai.threads().generate(THREADS);
		this.openai.threads().limitEvery(101);
		ServiceProcess killed = start();
		awaitThreads(THREADS / 3);
		killed.kill();
		int left = count("select count(*) from threads");
		assertThat(left).isBetween(THREADS / 3, THREADS - 1);
		assertThat(count("select count(*) from items")).isEqualTo(2 * left + Math.ceilDiv(left, 3));
		ServiceProcess again = start();
		assertThat(again.awaitExit(WHOLE_IMPORT)).as(again.output()).isZero();
		assertThat(again.output()).contains("Import complete: 10000 threads with 23334 items of 500 users",
				THREADS - left + " threads added", left + " threads unchanged since an earlier import");
		assertThat(count("select count(*) from threads")).isEqualTo(THREADS);
		assertThat(count("select count(*) from items")).isEqualTo(ITEMS);
		String state = state();
		ServiceProcess repeated = start("--user", "user-1");
		assertThat(repeated.awaitExit()).isZero();
		assertThat(repeated.output()).contains("20 threads unchanged").doesNotContain("added", "updated");
		assertThat(state()).isEqualTo(state);
	}

	@Test
	void endsBetweenThreadsWhenItIsStopped() throws Exception {
		this.openai.threads().generate(1_000);
		this.openai.threads().pace(Duration.ofMillis(100));
		ServiceProcess stopped = start();
		awaitThreads(50);
		stopped.terminate();
		assertThat(stopped.awaitExit()).isEqualTo(1);
		int left = count("select count(*) from threads");
		assertThat(stopped.output()).contains("The import was stopped. Start the import again to go on",
				"Import not complete: " + left + " threads");
		assertThat(count("select count(*) from items")).isEqualTo(2 * left + Math.ceilDiv(left, 3));
	}

	@Test
	void leavesAServiceOnTheSameEmbeddedDatabaseAtWork() throws Exception {
		this.openai.threads().generate(500);
		this.openai.responses().stream(ModelAnswer.of("Answer."));
		Backend backend = this.services.start("CHATKIT_DATA_DIR=" + this.directory, "CHATKIT_MODEL=gpt-4.1",
				"CHATKIT_THREAD_TITLES_ENABLED=false", "CHATKIT_BACKEND_TOKEN=token");
		ServiceProcess beside = start();
		awaitThreads(1);
		for (int i = 0; i < 5; i++) {
			this.openai.responses().stream(ModelAnswer.of("Answer."));
			assertThat(backend.post("/chatkit",
					"{\"type\":\"threads.create\",\"params\":{\"input\":{\"content\":[{\"type\":\"input_text\",\"text\":\"Hi\"}],\"attachments\":[],\"inference_options\":{}}}}",
					"Authorization", "Bearer token", "ChatKit-User", "zoe")
				.body()).contains("Answer.").doesNotContain("\"type\":\"error\"");
		}
		assertThat(beside.awaitExit()).isZero();
		assertThat(count("select count(*) from threads")).isEqualTo(505);
	}

	private void awaitThreads(int atLeast) {
		await().atMost(PATIENCE).ignoreExceptions().until(() -> count("select count(*) from threads") >= atLeast);
	}

	private ServiceProcess start(String... options) {
		List<String> arguments = new ArrayList<>(List.of("import"));
		arguments.addAll(List.of(options));
		return this.services.command(this.directory, arguments, "CHATKIT_DATA_DIR=" + this.directory);
	}

	private String state() throws SQLException {
		return count("select max(sequence) from items") + " "
				+ count("select total(touched_at) % 1000000007 from threads") + " "
				+ count("select total(length(document)) from items");
	}

	private int count(String query) throws SQLException {
		try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + this.directory.resolve("chatkit.db"));
				Statement statement = database.createStatement();
				ResultSet rows = statement.executeQuery(query)) {
			return rows.getInt(1);
		}
	}

}
