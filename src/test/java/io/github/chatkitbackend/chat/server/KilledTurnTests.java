package io.github.chatkitbackend.chat.server;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

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
 * A service that is killed within a turn and started again.
 */
@ChatKitTest(shared = false)
@Execution(ExecutionMode.CONCURRENT)
class KilledTurnTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@TempDir
	private Path directory;

	@Test
	void keepWhatTheClientSawAndLetTheThreadGoOn(Services services, OpenAIStandIn openai) throws Exception {
		openai.responses().stream(ModelAnswer.of("Before."), ModelAnswer.of("Half a").hang(), ModelAnswer.of("After."));
		ServiceProcess killed = start(services);
		int port = killed.awaitPort();
		String thread = ChatStream.threadId(send(port, ChatUser.create("before")));
		try (ChatStream stream = ChatStream.open(port, "alice", ChatUser.add(thread, "within"))) {
			stream.await("Half a");
			await().atMost(PATIENCE).until(this::drafts, (drafts) -> drafts == 1);
			killed.kill();
		}
		await().until(() -> openai.responses().open() == 0);
		int restarted = start(services).awaitPort();
		await().atMost(PATIENCE)
			.until(() -> send(restarted, ChatUser.of("threads.get_by_id", thread)).contains("Half a"));
		assertThat(send(restarted, ChatUser.add(thread, "after"))).contains("After.");
		assertThat(send(restarted, ChatUser.of("threads.get_by_id", thread))).containsSubsequence("before", "Before.",
				"within", "Half a", "after", "After.");
	}

	private int drafts() throws SQLException {
		try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + this.directory.resolve("chatkit.db"));
				Statement statement = database.createStatement();
				ResultSet rows = statement.executeQuery("select count(*) from drafts")) {
			return rows.getInt(1);
		}
	}

	private ServiceProcess start(Services services) {
		return services.process(this.directory, "CHATKIT_MODEL=gpt-4.1", "CHATKIT_BACKEND_TOKEN=token",
				"CHATKIT_THREAD_TITLES_ENABLED=false", "CHATKIT_DATA_DIR=" + this.directory);
	}

	private static String send(int port, String body) {
		try (ChatStream stream = ChatStream.open(port, "alice", body)) {
			return String.join("\n", stream.readAll());
		}
	}

}
