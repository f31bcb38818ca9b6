package io.github.chatkitbackend.chat.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;

import io.github.chatkitbackend.chat.protocol.AssistantContent;
import io.github.chatkitbackend.chat.protocol.AssistantMessage;
import io.github.chatkitbackend.chat.protocol.ChatId;
import io.github.chatkitbackend.chat.protocol.HiddenContext;
import io.github.chatkitbackend.chat.protocol.Order;
import io.github.chatkitbackend.chat.protocol.Page;
import io.github.chatkitbackend.chat.protocol.PageRequest;
import io.github.chatkitbackend.chat.protocol.ProtocolJson;
import io.github.chatkitbackend.chat.protocol.ThreadItem;
import io.github.chatkitbackend.chat.protocol.ThreadMetadata;
import io.github.chatkitbackend.chat.protocol.ThreadStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.StringNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * What every database must do. Each test has owners of its own.
 */
abstract class ThreadStoreContract {

	private static final Instant TIME = Instant.parse("2026-11-20T03:40:57.123456Z");

	private final ThreadStore store = database().store();

	private final Owner alice = new Owner("user:alice-" + UUID.randomUUID());

	private final Owner bob = new Owner("user:bob-" + UUID.randomUUID());

	private final ThreadMetadata thread = new ThreadMetadata(ChatId.THREAD.next(), TIME);

	abstract TestDatabase database();

	@Test
	void returnsWhatWasSaved() {
		ThreadMetadata full = this.thread.withTitle("Größe \uD83D\uDE00 \0 '\"")
			.withStatus(new ThreadStatus.Locked("because"))
			.withAllowedImageDomains(List.of("e.com"))
			.withMetadata(ProtocolJson.mapper().createObjectNode().put("aB", 1).putNull("n"));
		this.store.saveThread(this.alice, full);
		assertThat(this.store.thread(this.alice, this.thread.id())).isEqualTo(full);
		this.store.saveThread(this.alice, this.thread);
		assertThat(this.store.thread(this.alice, this.thread.id())).isEqualTo(this.thread);
	}

	@Test
	void knowsNothingThatWasNotSaved() {
		assertThat(this.store.thread(this.alice, "thr_none")).isNull();
		assertThat(this.store.thread(this.alice, "thr\0")).isNull();
		assertThat(this.store.threads(this.alice, page(20, Order.ASC, null))).isEqualTo(Page.empty());
		assertThat(this.store.items(this.alice, "thr_none", page(20, Order.ASC, null))).isEqualTo(Page.empty());
		assertThat(this.store.items(this.alice, "thr_none", page(20, Order.ASC, "msg_1"))).isEqualTo(Page.empty());
		assertThat(this.store.item(this.alice, "thr_none", "msg_1")).isNull();
		assertThatNoException().isThrownBy(() -> this.store.deleteThread(this.alice, "thr_none"));
		assertThatNoException().isThrownBy(() -> this.store.deleteItem(this.alice, "thr_none", "msg_1"));
		assertNotFound(() -> this.store.saveItem(this.alice, message("msg_1", "Hi")));
	}

	@ParameterizedTest
	@EnumSource
	void listsThreadsThatWereCreatedAtTheSameTimePageByPage(Order order) {
		List<String> ids = new ArrayList<>();
		for (int i = 0; i < 7; i++) {
			ids.add(ChatId.THREAD.next());
			this.store.saveThread(this.alice, new ThreadMetadata(ids.getLast(), TIME));
		}
		this.store.saveThread(this.alice, new ThreadMetadata(ids.get(2), TIME).withTitle("Changed"));
		assertThat(pages(order, (page) -> this.store.threads(this.alice, page), ThreadMetadata::id))
			.containsExactly(inOrder(ids, order, 0, 3), inOrder(ids, order, 3, 6), inOrder(ids, order, 6, 7));
	}

	@ParameterizedTest
	@EnumSource
	void listsItemsInTheOrderInWhichTheyWereFirstSaved(Order order) {
		this.store.saveThread(this.alice, this.thread);
		List<String> ids = IntStream.range(0, 6).mapToObj((i) -> "msg_" + (9 - i)).toList();
		ids.forEach((id) -> this.store.saveItem(this.alice, message(id, "Hi")));
		this.store.saveItem(this.alice, message("msg_9", "Changed"));
		this.store.saveItem(this.alice, message("msg_7", "Changed"));
		assertThat(pages(order, (page) -> this.store.items(this.alice, this.thread.id(), page), ThreadItem::id))
			.containsExactly(inOrder(ids, order, 0, 3), inOrder(ids, order, 3, 6));
		assertThat(this.store.item(this.alice, this.thread.id(), "msg_9")).isEqualTo(message("msg_9", "Changed"));
	}

	@Test
	void tellsTheCursorOnlyIfThereIsMore() {
		this.store.saveThread(this.alice, this.thread);
		this.store.saveItem(this.alice, message("msg_1", "Hi"));
		this.store.saveItem(this.alice, message("msg_2", "Hi"));
		assertThat(items(page(2, Order.ASC, null)).hasMore()).isFalse();
		assertThat(items(page(2, Order.ASC, null)).after()).isNull();
		assertThat(items(page(1, Order.ASC, null)).hasMore()).isTrue();
		assertThat(items(page(1, Order.ASC, null)).after()).isEqualTo("msg_1");
		assertThat(items(page(1, Order.ASC, "msg_2"))).isEqualTo(Page.empty());
	}

	@Test
	void takesTheIdOfAHiddenItemAsCursor() {
		this.store.saveThread(this.alice, this.thread);
		this.store.saveItem(this.alice, new HiddenContext("h0", this.thread.id(), TIME, StringNode.valueOf("secret")));
		this.store.saveItem(this.alice, message("msg_1", "Hi"));
		assertThat(items(page(1, Order.ASC, null)).after()).isEqualTo("h0");
		assertThat(items(page(1, Order.ASC, "h0")).data()).containsExactly(message("msg_1", "Hi"));
	}

	@Test
	void refusesUnknownCursors() {
		this.store.saveThread(this.alice, this.thread);
		this.store.saveThread(this.bob, new ThreadMetadata("thr_" + this.bob.key(), TIME));
		for (String cursor : List.of("thr_none", "thr\0", "thr_" + this.bob.key())) {
			assertThatExceptionOfType(UnknownCursorException.class)
				.isThrownBy(() -> this.store.threads(this.alice, page(20, Order.DESC, cursor)));
			assertThatExceptionOfType(UnknownCursorException.class)
				.isThrownBy(() -> items(page(20, Order.DESC, cursor)));
		}
	}

	@Test
	void keepsItemsOfUnknownTypes() {
		this.store.saveThread(this.alice, this.thread);
		String item = """
				{"id":"x1","thread_id":"%s","created_at":"2026-11-20T03:40:57Z","type":"hologram","data":{"aB":null}}"""
			.formatted(this.thread.id());
		this.store.saveItem(this.alice, ProtocolJson.mapper().readValue(item, ThreadItem.class));
		assertThat(ProtocolJson.mapper().writeValueAsString(this.store.item(this.alice, this.thread.id(), "x1")))
			.isEqualTo(item);
	}

	@Test
	void deletesItemsAndThreads() {
		this.store.saveThread(this.alice, this.thread);
		this.store.saveItem(this.alice, message("msg_1", "Hi"));
		this.store.saveItem(this.alice, message("msg_2", "Hi"));
		this.store.deleteItem(this.alice, this.thread.id(), "msg_1");
		assertThat(items(page(20, Order.ASC, null)).data()).containsExactly(message("msg_2", "Hi"));
		this.store.deleteThread(this.alice, this.thread.id());
		assertThat(this.store.thread(this.alice, this.thread.id())).isNull();
		this.store.saveThread(this.alice, this.thread);
		assertThat(items(page(20, Order.ASC, null))).isEqualTo(Page.empty());
	}

	@Test
	void showsNobodyTheThreadsOfOthers() {
		this.store.saveThread(this.alice, this.thread);
		this.store.saveItem(this.alice, message("msg_1", "Hi"));
		assertThat(this.store.thread(this.bob, this.thread.id())).isNull();
		assertThat(this.store.threads(this.bob, page(20, Order.ASC, null))).isEqualTo(Page.empty());
		assertThat(this.store.items(this.bob, this.thread.id(), page(20, Order.ASC, null))).isEqualTo(Page.empty());
		assertThat(this.store.items(this.bob, this.thread.id(), page(20, Order.ASC, "msg_1"))).isEqualTo(Page.empty());
		assertThat(this.store.item(this.bob, this.thread.id(), "msg_1")).isNull();
	}

	@Test
	void letsNobodyChangeTheThreadsOfOthers() {
		this.store.saveThread(this.alice, this.thread);
		this.store.saveItem(this.alice, message("msg_1", "Hi"));
		assertNotFound(() -> this.store.saveThread(this.bob, this.thread.withTitle("Bob's")));
		assertNotFound(() -> this.store.saveItem(this.bob, message("msg_1", "Bob's")));
		assertNotFound(() -> this.store.saveItem(this.bob, message("msg_2", "Bob's")));
		this.store.deleteItem(this.bob, this.thread.id(), "msg_1");
		this.store.deleteThread(this.bob, this.thread.id());
		assertThat(this.store.thread(this.alice, this.thread.id())).isEqualTo(this.thread);
		assertThat(items(page(20, Order.ASC, null)).data()).containsExactly(message("msg_1", "Hi"));
	}

	@Test
	void keepsItemsOfTheSameIdApart() {
		ThreadMetadata other = new ThreadMetadata(ChatId.THREAD.next(), TIME);
		this.store.saveThread(this.alice, this.thread);
		this.store.saveThread(this.bob, other);
		this.store.saveItem(this.alice, message("msg_1", "Alice's"));
		this.store.saveItem(this.bob, message(other.id(), "msg_1", "Bob's"));
		assertThat(this.store.item(this.alice, this.thread.id(), "msg_1")).isEqualTo(message("msg_1", "Alice's"));
		assertThat(this.store.item(this.bob, other.id(), "msg_1")).isEqualTo(message(other.id(), "msg_1", "Bob's"));
		this.store.deleteItem(this.bob, other.id(), "msg_1");
		assertThat(this.store.item(this.alice, this.thread.id(), "msg_1")).isNotNull();
	}

	private Page<ThreadItem> items(PageRequest page) {
		return this.store.items(this.alice, this.thread.id(), page);
	}

	private ThreadItem message(String id, String text) {
		return message(this.thread.id(), id, text);
	}

	private static ThreadItem message(String threadId, String id, String text) {
		return new AssistantMessage(id, threadId, TIME, List.of(new AssistantContent(text)));
	}

	private static PageRequest page(int limit, Order order, String after) {
		return new PageRequest(limit, order, after);
	}

	private static <T> List<List<String>> pages(Order order, Function<PageRequest, Page<T>> list,
			Function<T, String> id) {
		List<List<String>> pages = new ArrayList<>();
		String cursor = null;
		do {
			Page<T> page = list.apply(page(3, order, cursor));
			pages.add(page.data().stream().map(id).toList());
			cursor = page.after();
		}
		while (cursor != null);
		return pages;
	}

	private static List<String> inOrder(List<String> ids, Order order, int from, int to) {
		return ((order == Order.ASC) ? ids : ids.reversed()).subList(from, to);
	}

	private static void assertNotFound(Runnable call) {
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(call::run);
	}

}
