package io.github.chatkitbackend.chat.server;

import java.util.List;
import java.util.Map;

import io.github.chatkitbackend.Answer;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.chat.protocol.AssistantMessage;
import io.github.chatkitbackend.chat.protocol.Order;
import io.github.chatkitbackend.chat.protocol.PageRequest;
import io.github.chatkitbackend.chat.protocol.SdkHiddenContext;
import io.github.chatkitbackend.chat.protocol.ThreadItem;
import io.github.chatkitbackend.chat.protocol.UserMessage;
import io.github.chatkitbackend.chat.store.Owner;
import io.github.chatkitbackend.chat.store.ThreadStore;
import io.github.chatkitbackend.identity.EndUser;
import io.github.chatkitbackend.identity.UserId;
import tools.jackson.databind.JsonNode;

/**
 * A user of a service with {@code CHATKIT_BACKEND_TOKEN=token}, whom one of the
 * operator's servers names.
 *
 * @param backend the service
 * @param name the user
 */
record ChatUser(Backend backend, String name) {

	/** How {@link #stored} shows the hidden note about a turn that was stopped. */
	static final String STOPPED = "(stopped)";

	private static final int MAX_ITEMS = 100;

	static String create(String text) {
		return request("threads.create", "\"input\":" + input(text));
	}

	static String add(String thread, String text) {
		return request("threads.add_user_message", "\"thread_id\":\"%s\",\"input\":%s".formatted(thread, input(text)));
	}

	/**
	 * A request that needs no more than a thread.
	 */
	static String of(String type, String thread) {
		return request(type, "\"thread_id\":\"%s\"".formatted(thread));
	}

	static String request(String type, String params) {
		return "{\"type\":\"%s\",\"params\":{%s}}".formatted(type, params);
	}

	static String input(String text) {
		return "{\"content\":[{\"type\":\"input_text\",\"text\":\"%s\"}],\"attachments\":[],\"inference_options\":{}}"
			.formatted(text);
	}

	/**
	 * Send a request and read the whole answer.
	 */
	Answer post(String body) {
		return this.backend.post("/chatkit", body, "Authorization", "Bearer token", "ChatKit-User", this.name);
	}

	/**
	 * Send a request on a connection of its own.
	 */
	ChatStream open(String body) {
		return ChatStream.open(this.backend, this.name, body);
	}

	/**
	 * Begin a thread and wait for the answer.
	 * @return the id of the thread
	 */
	String begin(String text) {
		return ChatStream.threadId(post(create(text)).body());
	}

	/**
	 * The ids of all threads, newest first.
	 */
	List<String> threads() {
		return ids(post(request("threads.list", "")).json().path("data"));
	}

	/**
	 * The texts of the messages of a thread as its user sees them, oldest first.
	 */
	List<String> texts(String thread) {
		JsonNode items = post(request("items.list", "\"thread_id\":\"%s\",\"order\":\"asc\"".formatted(thread))).json();
		return items.path("data").valueStream().map((item) -> item.at("/content/0/text").asString("")).toList();
	}

	/**
	 * What is stored of a thread, hidden items included, oldest first.
	 */
	List<String> stored(String thread) {
		PageRequest page = new PageRequest(MAX_ITEMS, Order.ASC, null);
		Owner owner = Owner.of(new EndUser(new UserId(this.name), EndUser.Source.SERVER, Map.of()));
		return this.backend.bean(ThreadStore.class)
			.items(owner, thread, page)
			.data()
			.stream()
			.map(ChatUser::describe)
			.toList();
	}

	private static String describe(ThreadItem item) {
		return switch (item) {
			case UserMessage message -> message.text();
			case AssistantMessage message -> message.text();
			case SdkHiddenContext _ -> STOPPED;
			default -> item.getClass().getSimpleName();
		};
	}

	private static List<String> ids(JsonNode elements) {
		return elements.valueStream().map((element) -> element.path("id").stringValue()).toList();
	}

}
