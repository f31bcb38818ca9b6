package io.github.chatkitbackend.chat.server;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.chatkitbackend.chat.protocol.AssistantMessage;
import io.github.chatkitbackend.chat.protocol.ItemUpdate;
import io.github.chatkitbackend.chat.protocol.ThreadItem;
import io.github.chatkitbackend.chat.protocol.WidgetItem;
import io.github.chatkitbackend.chat.protocol.WorkflowItem;

/**
 * The items of a turn that were added and are not done, as the client sees them: what may
 * be kept of them if the turn is cancelled. Copies, so that what is sent later is not
 * changed.
 */
class PendingItems {

	private final Map<String, ThreadItem> items = new LinkedHashMap<>();

	private final Map<String, PendingMessage> messages = new LinkedHashMap<>();

	private final Map<String, PendingWidget> widgets = new LinkedHashMap<>();

	void add(ThreadItem item) {
		this.items.put(item.id(), item);
	}

	void remove(String itemId) {
		this.items.remove(itemId);
		this.messages.remove(itemId);
		this.widgets.remove(itemId);
	}

	List<ThreadItem> all() {
		return this.items.values().stream().map(this::current).toList();
	}

	boolean isHidden(String itemId) {
		ThreadItem item = this.items.get(itemId);
		return item != null && item.isHidden();
	}

	/**
	 * Apply an update. Images are not tracked.
	 * @throws IllegalStateException if it is for an answer that is not pending
	 */
	void update(String itemId, ItemUpdate update) {
		ThreadItem item = this.items.get(itemId);
		switch (item) {
			case null -> refuseAnswer(itemId, update);
			case AssistantMessage message ->
				this.messages.computeIfAbsent(itemId, (_) -> new PendingMessage(message)).update(update);
			case WidgetItem widget ->
				this.widgets.computeIfAbsent(itemId, (_) -> new PendingWidget(widget)).update(update);
			case WorkflowItem workflow -> this.items.put(itemId, update(workflow, update));
			default -> {
			}
		}
	}

	/**
	 * A stored widget may be updated, a finished answer may not.
	 */
	private static void refuseAnswer(String itemId, ItemUpdate update) {
		switch (update) {
			case ItemUpdate.PartAdded _, ItemUpdate.TextDelta _, ItemUpdate.AnnotationAdded _, ItemUpdate.PartDone _ ->
				throw new IllegalStateException(
						"The message %s cannot be updated: it was not added, or it is done".formatted(itemId));
			default -> {
			}
		}
	}

	private static WorkflowItem update(WorkflowItem item, ItemUpdate update) {
		return switch (update) {
			case ItemUpdate.TaskAdded added -> item.with(item.workflow().with(added.taskIndex(), added.task()));
			case ItemUpdate.TaskUpdated updated -> item.with(item.workflow().with(updated.taskIndex(), updated.task()));
			default -> item;
		};
	}

	private ThreadItem current(ThreadItem item) {
		PendingMessage message = this.messages.get(item.id());
		PendingWidget widget = this.widgets.get(item.id());
		if (message != null) {
			return message.current();
		}
		return (widget != null) ? widget.current() : item;
	}

}
