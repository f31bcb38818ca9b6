package io.github.chatkitbackend.chat.server;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import io.github.chatkitbackend.Answer;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.Services;
import io.github.chatkitbackend.openai.ModelAnswer;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A service that stops within turns.
 */
@ChatKitTest
class TurnShutdownTests {

	private final OpenAIStandIn openai;

	private final Services services;

	@TempDir
	private Path directory;

	TurnShutdownTests(OpenAIStandIn openai, Services services) {
		this.openai = openai;
		this.services = services;
	}

	@Test
	void givesTurnsTimeAndKeepsWhatTheOthersHaveSaid() {
		CountDownLatch stopping = new CountDownLatch(1);
		this.openai.responses()
			.stream(ModelAnswer.of("Half a").hang(), ModelAnswer.of("A whole").await(stopping).text(" sentence"));
		Backend stopped = start();
		ChatUser user = new ChatUser(stopped, "alice");
		String cut;
		String whole;
		try (ChatStream hanging = user.open(ChatUser.create("cut"))) {
			cut = ChatStream.threadId(hanging.await("thread.created"));
			hanging.await("Half a");
			try (ChatStream slow = user.open(ChatUser.create("whole"))) {
				whole = ChatStream.threadId(slow.await("thread.created"));
				slow.await("A whole");
				CompletableFuture<Void> closed = CompletableFuture.runAsync(stopped::close);
				await().until(() -> isRefused(new ChatUser(stopped, "bob").post(ChatUser.create("late"))));
				stopping.countDown();
				assertThat(slow.readEventsToTheEnd()).last().asString().contains("A whole sentence");
				assertThat(hanging.readEventsToTheEnd()).last()
					.asString()
					.contains("\"code\":\"stream.error\"", "\"allow_retry\":true");
				closed.join();
			}
		}
		await().until(() -> this.openai.responses().open() == 0);
		assertContinued(new ChatUser(start(), "alice"), cut, whole);
	}

	private void assertContinued(ChatUser user, String cut, String whole) {
		assertThat(user.stored(cut)).containsExactly("cut", "Half a");
		assertThat(user.stored(whole)).containsExactly("whole", "A whole sentence");
		this.openai.responses().stream(ModelAnswer.of("Again."));
		assertThat(user.post(ChatUser.add(cut, "again")).body()).contains("Again.");
		assertThat(user.stored(cut)).containsExactly("cut", "Half a", "again", "Again.");
	}

	private static boolean isRefused(Answer answer) {
		return answer.status() == 503 && answer.code().equals("overloaded")
				&& !answer.json().path("message").stringValue().isBlank();
	}

	private Backend start() {
		return this.services.start("CHATKIT_MODEL=gpt-4.1", "CHATKIT_BACKEND_TOKEN=token",
				"CHATKIT_THREAD_TITLES_ENABLED=false", "CHATKIT_DATA_DIR=" + this.directory,
				"SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE=6s");
	}

}
