package io.github.chatkitbackend.chat.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.github.chatkitbackend.Answer;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.Services;
import io.github.chatkitbackend.chat.store.Databases;
import io.github.chatkitbackend.openai.ModelAnswer;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Two instances of the service that share a PostgreSQL database.
 */
@ChatKitTest
class TwoInstancesTests {

	private static ChatUser onFirst;

	private static ChatUser onSecond;

	private final OpenAIStandIn openai;

	TwoInstancesTests(OpenAIStandIn openai) {
		this.openai = openai;
	}

	@BeforeAll
	static void start(Services services) {
		String url = Databases.createPostgreSQL();
		onFirst = new ChatUser(start(services, url), "alice");
		onSecond = new ChatUser(start(services, url), "alice");
	}

	private static Backend start(Services services, String url) {
		return services.start("CHATKIT_MODEL=gpt-4.1", "CHATKIT_BACKEND_TOKEN=token",
				"CHATKIT_THREAD_TITLES_ENABLED=false", "DATABASE_URL=" + url);
	}

	@Test
	void serveTheThreadsOfOneUserAlike() {
		this.openai.responses().stream(ModelAnswer.of("One."), ModelAnswer.of("Two."), ModelAnswer.of("Three."));
		String thread = onFirst.begin("1");
		assertThat(onSecond.threads()).contains(thread);
		assertThat(onSecond.post(ChatUser.of("threads.get_by_id", thread)).json())
			.isEqualTo(onFirst.post(ChatUser.of("threads.get_by_id", thread)).json());
		assertThat(onSecond.post(ChatUser.add(thread, "2")).body()).contains("Two.");
		assertThat(onFirst.post(ChatUser.add(thread, "3")).body()).contains("Three.");
		List<String> texts = List.of("1", "One.", "2", "Two.", "3", "Three.");
		assertThat(onFirst.texts(thread)).isEqualTo(texts);
		assertThat(onSecond.texts(thread)).isEqualTo(texts);
		assertThat(this.openai.lastBody().path("input").toString()).contains("One.", "Two.");
	}

	@Test
	void seeAtOnceWhatTheOtherHasRenamedAndDeleted() {
		String thread = onFirst.begin("hello");
		onFirst.post(ChatUser.request("threads.update", "\"thread_id\":\"%s\",\"title\":\"T\"".formatted(thread)));
		assertThat(onSecond.post(ChatUser.of("threads.get_by_id", thread)).json().path("title").stringValue())
			.isEqualTo("T");
		onSecond.post(ChatUser.of("threads.delete", thread));
		assertThat(onFirst.post(ChatUser.of("threads.get_by_id", thread)).code()).isEqualTo("thread_not_found");
		assertThat(onFirst.post(ChatUser.add(thread, "again")).code()).isEqualTo("thread_not_found");
	}

	@Test
	void endAnOlderTurnOfTheOtherBeforeTheNewerOneBegins() {
		this.openai.responses()
			.stream(ModelAnswer.of("Half a").hang(), ModelAnswer.of("New."), ModelAnswer.of("First."),
					ModelAnswer.of("Second."));
		try (ChatStream older = onFirst.open(ChatUser.create("old"))) {
			String thread = ChatStream.threadId(older.await("thread.created"));
			older.await("Half a");
			assertThat(onSecond.post(ChatUser.add(thread, "new")).body()).contains("New.");
			assertThat(older.readEventsToTheEnd()).noneMatch((event) -> event.contains("\"error\""));
			await().until(() -> this.openai.responses().left() == 1);
			onFirst.post(ChatUser.add(thread, "on the first"));
			onSecond.post(ChatUser.add(thread, "on the second"));
			assertThat(onFirst.stored(thread)).containsExactly("old", "Half a", ChatUser.STOPPED, "new", "New.",
					"on the first", "First.", "on the second", "Second.");
			assertThat(onSecond.texts(thread)).doesNotContain(ChatUser.STOPPED).hasSize(8);
		}
		assertThat(onFirst.backend().bean(Turns.class).count()).isZero();
	}

	@Test
	void deletingAThreadEndsItsTurnOnTheOther() {
		this.openai.responses().stream(ModelAnswer.of("Half a").hang());
		try (ChatStream stream = onFirst.open(ChatUser.create("old"))) {
			String thread = ChatStream.threadId(stream.await("thread.created"));
			stream.await("Half a");
			onSecond.post(ChatUser.of("threads.delete", thread));
			stream.readEventsToTheEnd();
			await().until(() -> this.openai.responses().left() == 1);
			assertThat(onFirst.threads()).doesNotContain(thread);
		}
	}

	@Test
	void storeEveryMessageThatTheyTakeOnceEvenIfManyArriveAtOnce() throws Exception {
		String thread = onFirst.begin("begin");
		this.openai.responses().pace(Duration.ofMillis(2));
		List<Answer> answers = sendAtOnce(thread, 6);
		assertThat(answers).allMatch((answer) -> answer.status() == 200 || answer.code().equals("conflict"));
		List<String> taken = IntStream.range(0, answers.size())
			.filter((i) -> answers.get(i).status() == 200)
			.mapToObj((i) -> "message " + i)
			.toList();
		List<String> stored = onFirst.stored(thread);
		assertThat(stored).filteredOn((text) -> text.startsWith("message ")).containsExactlyInAnyOrderElementsOf(taken);
		assertThat(stored.getLast()).startsWith("You wrote: “" + stored.get(stored.size() - 2));
		assertThat(onSecond.post(ChatUser.add(thread, "end")).body()).contains("You wrote: “end”");
	}

	private static List<Answer> sendAtOnce(String thread, int count) throws Exception {
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<Answer>> answers = IntStream.range(0, count)
				.mapToObj((i) -> threads
					.submit(() -> ((i % 2 == 0) ? onFirst : onSecond).post(ChatUser.add(thread, "message " + i))))
				.toList();
			for (Future<Answer> answer : answers) {
				answer.get();
			}
			return answers.stream().map(Future::resultNow).toList();
		}
	}

}
