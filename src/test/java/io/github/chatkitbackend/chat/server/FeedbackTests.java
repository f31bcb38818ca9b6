package io.github.chatkitbackend.chat.server;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.chatkitbackend.Answer;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What users think of answers is stored and counted, and is nobody else's business.
 */
@ChatKitTest(shared = false, beans = ScriptedAgent.class,
		settings = { "CHATKIT_MODEL=scripted", "CHATKIT_BACKEND_TOKEN=token" })
class FeedbackTests {

	private final Backend backend;

	private final ChatUser alice;

	FeedbackTests(Backend backend) {
		this.backend = backend;
		this.alice = new ChatUser(backend, "alice");
	}

	@Test
	void isStoredCountedAndExportedButNotListed() {
		String thread = this.alice.begin("hello");
		assertThat(feedback(this.alice, thread, answerOf(thread), "negative").body()).isEqualTo("{}");
		assertThat(feedback(this.alice, thread, answerOf(thread), "positive").status()).isEqualTo(200);
		assertThat(export())
			.anyMatch((line) -> line.contains("echo: hello") && line.contains("\"feedback\":\"positive\""));
		assertThat(items(thread).toString()).doesNotContain("feedback");
		assertThat(counted("positive")).isEqualTo(1);
		assertThat(counted("negative")).isEqualTo(1);
	}

	@Test
	void isNotCountedForItemsThatDoNotExist() {
		String thread = this.alice.begin("hello");
		assertThat(feedback(this.alice, thread, "msg_none", "positive").status()).isEqualTo(200);
		assertThat(counted("positive")).isZero();
	}

	@Test
	void isRefusedInSomebodyElsesThread() {
		String thread = this.alice.begin("hello");
		ChatUser mallory = new ChatUser(this.backend, "mallory");
		assertThat(feedback(mallory, thread, answerOf(thread), "negative").code()).isEqualTo("thread_not_found");
		assertThat(export()).noneMatch((line) -> line.contains("feedback"));
	}

	@Test
	void isRefusedForTooManyItems() {
		String thread = this.alice.begin("hello");
		String ids = IntStream.range(0, 101).mapToObj((i) -> "i" + i).collect(Collectors.joining("\",\""));
		assertThat(feedback(this.alice, thread, ids, "positive").code()).isEqualTo("invalid_request");
	}

	private String answerOf(String thread) {
		return items(thread).path(1).path("id").stringValue();
	}

	private JsonNode items(String thread) {
		return this.alice
			.post(ChatUser.request("items.list", "\"thread_id\":\"%s\",\"order\":\"asc\"".formatted(thread)))
			.json()
			.path("data");
	}

	private static Answer feedback(ChatUser user, String thread, String items, String kind) {
		return user.post(ChatUser.request("items.feedback",
				"\"thread_id\":\"%s\",\"item_ids\":[\"%s\"],\"kind\":\"%s\"".formatted(thread, items, kind)));
	}

	private List<String> export() {
		return this.backend.get("/api/users/alice/export", "Authorization", "Bearer token").body().lines().toList();
	}

	private double counted(String kind) {
		return this.backend.bean(PrometheusMeterRegistry.class)
			.get("chatkit.feedback")
			.tag("kind", kind)
			.counter()
			.count();
	}

}
