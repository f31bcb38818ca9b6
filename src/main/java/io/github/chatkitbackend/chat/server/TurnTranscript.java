package io.github.chatkitbackend.chat.server;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import io.github.chatkitbackend.chat.protocol.AssistantMessage;
import io.github.chatkitbackend.chat.protocol.ChatThread;
import io.github.chatkitbackend.chat.protocol.Page;
import io.github.chatkitbackend.chat.protocol.PageRequest;
import io.github.chatkitbackend.chat.protocol.ThreadEvent;
import io.github.chatkitbackend.chat.protocol.ThreadItem;
import io.github.chatkitbackend.chat.protocol.ThreadMetadata;
import io.github.chatkitbackend.chat.protocol.UserMessage;
import io.github.chatkitbackend.chat.store.ThreadWriter;
import io.github.chatkitbackend.chat.store.TurnLease;
import org.jspecify.annotations.Nullable;

/**
 * What a turn changes in its thread. Items are stored before the client sees them. The
 * caller lets one thread at a time use it.
 */
class TurnTranscript {

	private final StoredConversation conversation;

	private final TurnLease lease;

	private final PendingItems pending = new PendingItems();

	/** What a new thread contains, until the turn changes that. It need not be read. */
	private @Nullable UserMessage onlyItem;

	private ThreadMetadata thread;

	private ThreadMetadata storedThread;

	TurnTranscript(StoredConversation conversation, @Nullable UserMessage onlyItem, TurnLease lease) {
		this.conversation = conversation;
		this.onlyItem = onlyItem;
		this.lease = lease;
		this.thread = conversation.thread();
		this.storedThread = this.thread;
	}

	ThreadMetadata thread() {
		return this.thread;
	}

	Page<ThreadItem> items(PageRequest page) {
		return (this.onlyItem != null && page.after() == null) ? new Page<>(List.of(this.onlyItem), false, null)
				: this.conversation.items(page);
	}

	@Nullable ThreadItem item(String itemId) {
		if (this.onlyItem != null) {
			return this.onlyItem.id().equals(itemId) ? this.onlyItem : null;
		}
		return this.conversation.item(itemId);
	}

	/**
	 * Store what has to be stored before the client sees an event.
	 * @return whether the client may see it
	 */
	boolean store(ThreadEvent event) {
		return switch (event) {
			case ThreadEvent.ItemAdded added -> {
				this.pending.add(checked(added.item()));
				yield !added.item().isHidden();
			}
			case ThreadEvent.ItemUpdated updated -> {
				this.pending.update(updated.itemId(), updated.update());
				yield !this.pending.isHidden(updated.itemId());
			}
			case ThreadEvent.ItemDone done -> save(done.item());
			case ThreadEvent.ItemReplaced replaced -> save(replaced.item());
			case ThreadEvent.ItemRemoved removed -> remove(removed.itemId());
			default -> true;
		};
	}

	boolean save(ThreadItem item) {
		checked(item);
		change((writer) -> writer.saveItem(item));
		this.pending.remove(item.id());
		return !item.isHidden();
	}

	private boolean remove(String itemId) {
		ThreadItem stored = item(itemId);
		boolean hidden = this.pending.isHidden(itemId) || (stored != null && stored.isHidden());
		change((writer) -> writer.deleteItem(itemId));
		this.pending.remove(itemId);
		return !hidden;
	}

	private ThreadItem checked(ThreadItem item) {
		if (!item.threadId().equals(this.thread.id())) {
			throw new IllegalStateException(
					"The item %s belongs to another thread: create it with turn.thread().id()".formatted(item.id()));
		}
		return item;
	}

	private void change(Consumer<ThreadWriter> change) {
		this.onlyItem = null;
		this.lease.write(change);
	}

	void changeThread(UnaryOperator<ThreadMetadata> change) {
		this.thread = change.apply(this.thread);
	}

	/**
	 * Store the thread if it has changed.
	 * @return the event that tells the client, or {@code null}
	 */
	@Nullable ThreadEvent storeThread() {
		if (this.thread.equals(this.storedThread)) {
			return null;
		}
		this.lease.write((writer) -> writer.saveThread(this.thread));
		this.storedThread = this.thread;
		return new ThreadEvent.ThreadUpdated(ChatThread.of(this.thread));
	}

	/**
	 * The items that were added and are not done, as the client sees them.
	 */
	List<ThreadItem> pending() {
		return this.pending.all();
	}

	/**
	 * The answers among them that contain text.
	 */
	List<ThreadItem> drafts() {
		return pending().stream().filter(TurnTranscript::isAnswer).toList();
	}

	private static boolean isAnswer(ThreadItem item) {
		return item instanceof AssistantMessage message && !message.text().isBlank();
	}

	/**
	 * Store the end of the turn, and hand the thread on.
	 * @param kept what is kept of pending items
	 * @return the event that tells the client of a changed thread, or {@code null}
	 */
	@Nullable ThreadEvent finish(List<ThreadItem> kept) {
		boolean changed = !this.thread.equals(this.storedThread);
		this.lease.finish((writer) -> {
			kept.forEach(writer::saveItem);
			if (changed) {
				writer.saveThread(this.thread);
			}
		});
		return changed ? new ThreadEvent.ThreadUpdated(ChatThread.of(this.thread)) : null;
	}

}
