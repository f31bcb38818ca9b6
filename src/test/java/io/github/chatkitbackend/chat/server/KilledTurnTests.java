package io.github.chatkitbackend.chat.server;

import java.nio.file.Path;

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

	@TempDir
	private Path directory;

	@Test
	void keepWhatWasStoredAndLetTheThreadGoOn(Services services, OpenAIStandIn openai) throws Exception {
		openai.responses().stream(ModelAnswer.of("Before."), ModelAnswer.of("Half a").hang(), ModelAnswer.of("After."));
		ServiceProcess killed = start(services);
		int port = killed.awaitPort();
		String thread = ChatStream.threadId(send(port, ChatUser.create("before")));
		try (ChatStream stream = ChatStream.open(port, "alice", ChatUser.add(thread, "within"))) {
			stream.await("Half a");
			killed.kill();
		}
		await().until(() -> openai.responses().open() == 0);
		int restarted = start(services).awaitPort();
		assertThat(send(restarted, ChatUser.add(thread, "after"))).contains("After.");
		assertThat(send(restarted, ChatUser.of("threads.get_by_id", thread))).containsSubsequence("before", "Before.",
				"within", "after", "After.");
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
