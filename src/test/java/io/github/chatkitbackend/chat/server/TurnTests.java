package io.github.chatkitbackend.chat.server;

import java.time.Duration;
import java.util.List;

import io.github.chatkitbackend.Answer;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What happens to turns whose client leaves, that are superseded, or that take too long.
 */
@ChatKitTest(shared = false, beans = WaitingAgent.class,
		settings = { "CHATKIT_MODEL=waiting", "CHATKIT_BACKEND_TOKEN=token", "CHATKIT_KEEP_ALIVE=1s" })
class TurnTests {

	private final Backend backend;

	private final WaitingAgent agent;

	TurnTests(Backend backend) {
		this.backend = backend;
		this.agent = backend.bean(WaitingAgent.class);
	}

	@Test
	void eventsAreLinesOfDataWithoutNamesAndIds() {
		try (ChatStream stream = ChatStream.open(this.backend, create("hello"))) {
			List<String> lines = stream.readAll();
			assertThat(lines).contains("HTTP/1.1 200 ", "Content-Type: text/event-stream;charset=utf-8",
					"Cache-Control: no-cache, no-transform", "X-Accel-Buffering: no");
			assertThat(lines.subList(lines.indexOf(""), lines.size()))
				.allMatch((line) -> line.isEmpty() || line.startsWith("data: {"));
		}
	}

	@Test
	void aSilentStreamIsKeptAliveByCommentsWithoutAnEmptyLine() {
		try (ChatStream stream = ChatStream.open(this.backend, create("silence"))) {
			stream.await(": ping");
			this.agent.release();
			assertThat(stream.readAll().getLast()).isEqualTo(": ping");
			assertThat(stream.isComplete()).isTrue();
		}
	}

	@Test
	void aClientThatLeavesCancelsTheTurnAndKeepsWhatItSaw() {
		String thread;
		try (ChatStream stream = ChatStream.open(this.backend, create("wait"))) {
			thread = threadId(stream.await("thread.created"));
			stream.await("Half a");
		}
		await().atMost(Duration.ofSeconds(10)).until(() -> this.backend.bean(Turns.class).count() == 0);
		await().until(() -> this.agent.closed.get() == 1);
		assertThat(this.agent.interrupted).hasValue(1);
		assertThat(texts(thread)).containsExactly("wait", "Half a");
	}

	@Test
	@ChatKitTest(shared = false, beans = WaitingAgent.class, settings = { "CHATKIT_MODEL=waiting",
			"CHATKIT_BACKEND_TOKEN=token", "CHATKIT_KEEP_ALIVE=1s", "CHATKIT_ON_DISCONNECT=finish" })
	void aTurnCanFinishWithoutItsClient() {
		String thread;
		try (ChatStream stream = ChatStream.open(this.backend, create("wait"))) {
			thread = threadId(stream.await("thread.created"));
			stream.await("Half a");
		}
		this.agent.release();
		await().atMost(Duration.ofSeconds(10))
			.untilAsserted(() -> assertThat(texts(thread)).containsExactly("wait", "Half a sentence"));
		assertThat(this.agent.interrupted).hasValue(0);
	}

	@Test
	void aNewerTurnEndsTheOlderOneOfItsThread() {
		try (ChatStream older = ChatStream.open(this.backend, create("wait"))) {
			String thread = threadId(older.await("thread.created"));
			older.await("Half a");
			try (ChatStream newer = ChatStream.open(this.backend, add(thread, "hello"))) {
				newer.await("echo: hello");
				newer.readAll();
			}
			assertThat(older.readAll()).noneMatch((line) -> line.contains("\"error\""));
			assertThat(texts(thread)).containsExactly("wait", "Half a", "hello", "echo: hello");
		}
		assertThat(this.agent.interrupted).hasValue(1);
	}

	@Test
	@ChatKitTest(shared = false, beans = WaitingAgent.class,
			settings = { "CHATKIT_MODEL=waiting", "CHATKIT_BACKEND_TOKEN=token", "CHATKIT_TURN_TIMEOUT=1s" })
	void aTurnThatTakesTooLongEndsWithAnErrorThatOffersToTryAgain() {
		try (ChatStream stream = ChatStream.open(this.backend, create("wait"))) {
			String thread = threadId(stream.await("thread.created"));
			assertThat(stream.await("\"error\"")).contains("\"code\":\"stream.error\"", "\"allow_retry\":true");
			stream.readAll();
			assertThat(texts(thread)).containsExactly("wait", "Half a");
		}
	}

	@Test
	@ChatKitTest(shared = false, beans = WaitingAgent.class,
			settings = { "CHATKIT_MODEL=waiting", "CHATKIT_BACKEND_TOKEN=token", "CHATKIT_MAX_STREAMS=1" })
	void turnsBeyondTheCapAreRefusedBeforeAnythingIsStored() {
		try (ChatStream stream = ChatStream.open(this.backend, create("wait"))) {
			stream.await("Half a");
			Answer refused = post(create("hello"));
			assertThat(refused.status()).isEqualTo(503);
			assertThat(refused.code()).isEqualTo("overloaded");
			assertThat(refused.json().path("message").stringValue()).isNotBlank();
			assertThat(post("{\"type\":\"threads.list\",\"params\":{}}").json().path("data")).hasSize(1);
			this.agent.release();
			stream.readAll();
		}
	}

	@Test
	@ChatKitTest(shared = false, beans = WaitingAgent.class,
			settings = { "CHATKIT_MODEL=waiting", "CHATKIT_BACKEND_TOKEN=token", "CHATKIT_MAX_STREAMS=1" })
	void theNextTurnMayBeginWhenItsClientHasSeenTheEnd() {
		for (int i = 0; i < 100; i++) {
			assertThat(post(create("hello")).status()).isEqualTo(200);
		}
	}

	@Test
	void anAgentThatWritesToAFinishedMessageIsToldSo() {
		try (ChatStream stream = ChatStream.open(this.backend, create("misuse"))) {
			assertThat(stream.await("\"notice\"")).contains("is complete. Begin another one with turn.message()");
		}
	}

	@Test
	void anEventThatCannotBeWrittenEndsTheTurnAndBreaksTheStream() {
		try (ChatStream stream = ChatStream.open(this.backend, create("unwritable"))) {
			stream.await("thread.created");
			stream.readAll();
			assertThat(stream.isComplete()).isFalse();
		}
		await().until(() -> this.backend.bean(Turns.class).count() == 0);
		assertThat(this.agent.closed).hasValue(1);
	}

	@Test
	void somebodyElsesThreadDoesNotExist() {
		String thread = threadId(post(create("hello")).body());
		String get = "{\"type\":\"threads.get_by_id\",\"params\":{\"thread_id\":\"%s\"}}".formatted(thread);
		assertThat(post(get).status()).isEqualTo(200);
		for (String body : List.of(get, add(thread, "mine now"))) {
			Answer answer = this.backend.post("/chatkit", body, "Authorization", "Bearer token", "ChatKit-User",
					"mallory");
			assertThat(answer.status()).isEqualTo(404);
			assertThat(answer.code()).isEqualTo("thread_not_found");
		}
		assertThat(texts(thread)).containsExactly("hello", "echo: hello");
	}

	private List<String> texts(String thread) {
		JsonNode items = post(
				"{\"type\":\"items.list\",\"params\":{\"thread_id\":\"%s\",\"order\":\"asc\"}}".formatted(thread))
			.json();
		return items.path("data").valueStream().map((item) -> item.at("/content/0/text").stringValue()).toList();
	}

	private Answer post(String body) {
		return this.backend.post("/chatkit", body, "Authorization", "Bearer token", "ChatKit-User", "alice");
	}

	private static String create(String text) {
		return "{\"type\":\"threads.create\",\"params\":{\"input\":%s}}".formatted(input(text));
	}

	private static String add(String thread, String text) {
		return "{\"type\":\"threads.add_user_message\",\"params\":{\"thread_id\":\"%s\",\"input\":%s}}"
			.formatted(thread, input(text));
	}

	private static String input(String text) {
		return "{\"content\":[{\"type\":\"input_text\",\"text\":\"%s\"}],\"attachments\":[],\"inference_options\":{}}"
			.formatted(text);
	}

	private static String threadId(String line) {
		return line.replaceAll("(?s).*?\"(thr_[0-9a-f]+)\".*", "$1");
	}

}
