package io.github.chatkitbackend.chat.server;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import io.github.chatkitbackend.Answer;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.chat.protocol.EndOfTurn;
import io.github.chatkitbackend.chat.protocol.ThreadMetadata;
import io.github.chatkitbackend.chat.store.Owner;
import io.github.chatkitbackend.chat.store.ThreadStore;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Lists of threads and items, page by page, as the widget reads them.
 */
@ChatKitTest(beans = ScriptedAgent.class, settings = { "CHATKIT_MODEL=scripted", "CHATKIT_BACKEND_TOKEN=token" })
class PageTests {

	private final Backend backend;

	private final ThreadStore store;

	PageTests(Backend backend) {
		this.backend = backend;
		this.store = backend.bean(ThreadStore.class);
	}

	@Test
	void ofThreadsHaveTwentyThreadsNewestFirst() {
		ChatUser user = new ChatUser(this.backend, "reads threads");
		for (int i = 0; i < 25; i++) {
			this.store.saveThread(new Owner("user:" + user.name()), new ThreadMetadata("thr_p" + i, Instant.EPOCH));
		}
		JsonNode first = user.post(ChatUser.request("threads.list", "")).json();
		assertThat(ids(first)).isEqualTo(descending("thr_p", 24, 5));
		assertThat(first.path("has_more").booleanValue()).isTrue();
		assertThat(first.path("after").stringValue()).isEqualTo("thr_p5");
		assertThat(first.at("/data/0/items").toString()).isEqualTo("{\"data\":[],\"has_more\":false}");
		JsonNode second = user.post(ChatUser.request("threads.list", "\"after\":\"thr_p5\"")).json();
		assertThat(ids(second)).isEqualTo(descending("thr_p", 4, 0));
		assertThat(second.path("has_more").booleanValue()).isFalse();
		assertThat(second.has("after")).isFalse();
	}

	@Test
	void ofItemsHaveTwentyItemsNewestFirst() {
		ChatUser user = new ChatUser(this.backend, "reads items");
		String thread = user.begin("hello");
		for (int i = 0; i < 24; i++) {
			this.store.saveItem(new Owner("user:" + user.name()), new EndOfTurn("p" + i, thread, Instant.EPOCH));
		}
		JsonNode first = user.post(ChatUser.of("items.list", thread)).json();
		assertThat(ids(first)).isEqualTo(descending("p", 23, 4));
		assertThat(first.path("after").stringValue()).isEqualTo("p4");
		JsonNode second = list(user, thread, "\"after\":\"p4\"").json();
		assertThat(second.path("data")).hasSize(6);
		assertThat(second.has("after")).isFalse();
		JsonNode opened = user.post(ChatUser.of("threads.get_by_id", thread)).json().path("items");
		assertThat(opened.path("data")).hasSize(20);
		assertThat(opened.at("/data/0/type").stringValue()).isEqualTo("user_message");
		assertThat(opened.path("after").stringValue()).isEqualTo("p17");
	}

	@Test
	void afterAnUnknownCursorDoNotExist() {
		ChatUser user = new ChatUser(this.backend, "has no cursor");
		for (Answer answer : List.of(list(user, user.begin("hello"), "\"after\":\"msg_unknown\""),
				user.post(ChatUser.request("threads.list", "\"after\":\"thr_unknown\"")))) {
			assertThat(answer.status()).isEqualTo(404);
			assertThat(answer.json().path("message").stringValue()).contains("cursor");
		}
	}

	@Test
	void showAnswersToQuestionsAsTheyWereTaken() {
		ChatUser user = new ChatUser(this.backend, "answers");
		String thread = user.begin("structured");
		String stream = user.post(ChatUser.request("threads.add_structured_input", """
				"thread_id": "%s", "item_id": "si_1", "input": {"answers": {"q1": {"values": ["own", "B"]},
				 "unknown": {"values": ["A"]}}}""".formatted(thread))).body();
		assertThat(stream.indexOf("stream_options")).isLessThan(stream.indexOf("thread.item.replaced"));
		assertThat(stream).contains("resumed");
		JsonNode item = list(user, thread, "\"order\":\"asc\"").json().at("/data/1");
		assertThat(item.path("status").stringValue()).isEqualTo("answered");
		assertThat(item.at("/inputs/0/answer").toString()).isEqualTo("{\"values\":[\"own\"],\"skipped\":false}");
		assertThat(item.at("/inputs/1/answer").toString()).isEqualTo("{\"values\":[],\"skipped\":true}");
		assertThat(item.toString()).doesNotContain("unknown");
	}

	private static Answer list(ChatUser user, String thread, String page) {
		return user.post(ChatUser.request("items.list", "\"thread_id\":\"%s\",%s".formatted(thread, page)));
	}

	private static List<String> ids(JsonNode page) {
		return page.path("data").valueStream().map((element) -> element.path("id").stringValue()).toList();
	}

	private static List<String> descending(String prefix, int from, int to) {
		return IntStream.rangeClosed(0, from - to).mapToObj((i) -> prefix + (from - i)).toList();
	}

}
