package io.github.chatkitbackend.chat.server;

import java.util.List;
import java.util.stream.Stream;

import io.github.chatkitbackend.Answer;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Users who know the ids of each other's threads and items.
 */
@ChatKitTest(beans = ScriptedAgent.class, settings = { "CHATKIT_MODEL=scripted", "CHATKIT_BACKEND_TOKEN=token" })
class TenantTests {

	private static final String ANSWER = "\"input\":{\"answers\":{\"q1\":{\"values\":[\"mine\"]}}}";

	private final ChatUser alice;

	private final ChatUser mallory;

	private String thread;

	private String message;

	private String widget;

	private String before;

	TenantTests(Backend backend) {
		this.alice = new ChatUser(backend, "tenant alice");
		this.mallory = new ChatUser(backend, "tenant mallory");
	}

	@BeforeEach
	void aliceHasAThread() {
		this.thread = this.alice.begin("widget");
		this.alice.post(ChatUser.add(this.thread, "structured"));
		this.alice.post(ChatUser.add(this.thread, "tool"));
		JsonNode items = this.alice.post(ChatUser.of("threads.get_by_id", this.thread)).json().at("/items/data");
		this.message = items.at("/0/id").stringValue();
		this.widget = items.at("/1/id").stringValue();
		this.before = items.toString();
	}

	@TestFactory
	Stream<DynamicTest> cannotReachEachOthersThreadsBy() {
		String item = "\"item_id\":\"%s\"";
		return Stream.of(refused("threads.get_by_id", ""), refused("threads.update", "\"title\":\"mine\""),
				refused("threads.add_user_message", "\"input\":" + ChatUser.input("mine")),
				refused("threads.retry_after_item", item.formatted(this.message)),
				refused("threads.add_client_tool_output", "\"result\":1"),
				refused("threads.add_structured_input", item.formatted("si_1") + "," + ANSWER),
				refused("threads.custom_action", item.formatted(this.widget) + ",\"action\":{\"type\":\"pick\"}"),
				refused("threads.custom_action", "\"action\":{\"type\":\"pick\"}"),
				refused("threads.sync_custom_action", item.formatted(this.widget) + ",\"action\":{\"type\":\"pick\"}"),
				refused("items.feedback", "\"item_ids\":[\"%s\"],\"kind\":\"negative\"".formatted(this.message)));
	}

	private DynamicTest refused(String operation, String params) {
		String body = request(operation, this.thread, params);
		return DynamicTest.dynamicTest(operation, () -> {
			Answer answer = this.mallory.post(body);
			assertThat(answer.status()).isEqualTo(404);
			assertThat(answer.code()).isEqualTo("thread_not_found");
			assertThat(answer.json().path("message").stringValue()).isNotBlank();
			assertThat(this.mallory.post(body.replace(this.thread, "thr_unknown")).json().path("detail"))
				.isEqualTo(answer.json().path("detail"));
			assertUnchanged();
		});
	}

	@Test
	void seeNoItemsInEachOthersThreads() {
		Answer list = this.mallory.post(ChatUser.of("items.list", this.thread));
		assertThat(list.status()).isEqualTo(200);
		assertThat(list.body()).isEqualTo("{\"data\":[],\"has_more\":false}");
		Answer after = this.mallory.post(request("items.list", this.thread, "\"after\":\"" + this.message + "\""));
		assertThat(after.body()).isEqualTo(list.body());
	}

	@Test
	void listNoThreadsOfEachOther() {
		assertThat(this.alice.threads()).contains(this.thread);
		assertThat(this.mallory.threads()).doesNotContain(this.thread);
		assertThat(this.mallory.post(ChatUser.request("threads.list", "\"after\":\"" + this.thread + "\"")).status())
			.isEqualTo(404);
	}

	@Test
	void deleteNoThreadOfEachOther() {
		assertThat(this.mallory.post(ChatUser.of("threads.delete", this.thread)).body()).isEqualTo("{}");
		assertUnchanged();
	}

	@Test
	void reachNoItemOfAnotherThreadThroughTheirOwn() {
		String own = this.mallory.begin("hello");
		for (String operation : List.of("threads.retry_after_item", "threads.custom_action",
				"threads.sync_custom_action")) {
			Answer answer = this.mallory.post(request(operation, own,
					"\"item_id\":\"%s\",\"action\":{\"type\":\"pick\"}".formatted(this.widget)));
			assertThat(answer.status()).as(operation).isEqualTo(404);
			assertThat(answer.code()).isEqualTo("item_not_found");
		}
		assertUnchanged();
	}

	@Test
	void canHaveItemsOfTheSameId() {
		String own = this.mallory.begin("structured");
		assertThat(this.mallory.post(request("threads.add_structured_input", own, "\"item_id\":\"si_1\"," + ANSWER))
			.status()).isEqualTo(200);
		assertThat(this.mallory.post(ChatUser.of("items.list", own)).body()).contains("\"status\":\"answered\"");
		assertUnchanged();
	}

	private void assertUnchanged() {
		JsonNode now = this.alice.post(ChatUser.of("threads.get_by_id", this.thread)).json();
		assertThat(now.at("/items/data").toString()).isEqualTo(this.before).contains("\"status\":\"pending\"");
		assertThat(now.has("title")).isFalse();
	}

	private static String request(String operation, String thread, String params) {
		return ChatUser.request(operation,
				"\"thread_id\":\"%s\"%s".formatted(thread, params.isEmpty() ? "" : "," + params));
	}

}
