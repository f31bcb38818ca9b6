package io.github.chatkitbackend.chat.server;

import java.util.ArrayList;
import java.util.List;

import io.github.chatkitbackend.chat.attachment.Attachments;
import io.github.chatkitbackend.chat.protocol.Attachment;
import io.github.chatkitbackend.chat.protocol.ClientToolCall;
import io.github.chatkitbackend.chat.protocol.Order;
import io.github.chatkitbackend.chat.protocol.Page;
import io.github.chatkitbackend.chat.protocol.PageRequest;
import io.github.chatkitbackend.chat.protocol.ThreadItem;
import io.github.chatkitbackend.chat.protocol.ThreadMetadata;
import io.github.chatkitbackend.chat.protocol.UserMessageInput;
import io.github.chatkitbackend.chat.protocol.WidgetItem;
import io.github.chatkitbackend.chat.store.Owner;
import io.github.chatkitbackend.chat.store.ThreadStore;
import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;
import io.github.chatkitbackend.identity.EndUser;
import org.jspecify.annotations.Nullable;

/**
 * Finds what requests refer to. What does not exist, or belongs to somebody else, is
 * answered alike.
 */
class Lookups {

	/** Items that are read at a time. */
	private static final int STEP = 100;

	/** Where a tool call may wait, behind what an agent has added since. */
	private static final int RECENT = 20;

	private final ThreadStore store;

	private final Attachments attachments;

	Lookups(ThreadStore store, Attachments attachments) {
		this.store = store;
		this.attachments = attachments;
	}

	ThreadMetadata thread(EndUser user, String threadId) {
		ThreadMetadata thread = this.store.thread(Owner.of(user), threadId);
		if (thread == null) {
			throw new ApiException(ErrorCode.THREAD_NOT_FOUND, "There is no such thread.");
		}
		return thread;
	}

	ThreadItem item(EndUser user, ThreadMetadata thread, String itemId) {
		ThreadItem item = this.store.item(Owner.of(user), thread.id(), itemId);
		if (item == null) {
			throw new ApiException(ErrorCode.ITEM_NOT_FOUND, "There is no such item in this thread.");
		}
		return item;
	}

	/**
	 * The tool calls that wait for their outputs, newest first. Older ones are forgotten.
	 */
	List<ClientToolCall> pendingCalls(EndUser user, ThreadMetadata thread) {
		PageRequest newest = new PageRequest(RECENT, Order.DESC, null);
		return this.store.items(Owner.of(user), thread.id(), newest)
			.data()
			.stream()
			.filter(ClientToolCall.class::isInstance)
			.map(ClientToolCall.class::cast)
			.filter((call) -> call.status() == ClientToolCall.Status.PENDING)
			.toList();
	}

	/**
	 * All items behind an item, newest first.
	 */
	List<ThreadItem> newerThan(EndUser user, ThreadMetadata thread, String itemId) {
		List<ThreadItem> newer = new ArrayList<>();
		String after = itemId;
		while (after != null) {
			Page<ThreadItem> page = this.store.items(Owner.of(user), thread.id(),
					new PageRequest(STEP, Order.ASC, after));
			newer.addAll(page.data());
			after = page.after();
		}
		return newer.reversed();
	}

	/**
	 * The attachments of a message that is about to be sent.
	 */
	List<Attachment> attachments(EndUser user, ThreadMetadata thread, UserMessageInput input) {
		return this.attachments.toSend(Owner.of(user), thread.id(), input.attachments());
	}

	/**
	 * The widget that an action comes from, {@code null} if the page sent it.
	 */
	@Nullable WidgetItem sender(EndUser user, ThreadMetadata thread, @Nullable String itemId) {
		if (itemId == null) {
			return null;
		}
		if (item(user, thread, itemId) instanceof WidgetItem widget) {
			return widget;
		}
		throw conflict("Only a widget can be the sender of an action.");
	}

	static ApiException conflict(String detail) {
		return new ApiException(ErrorCode.CONFLICT, detail);
	}

}
