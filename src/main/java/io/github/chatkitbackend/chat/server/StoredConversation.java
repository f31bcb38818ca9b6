package io.github.chatkitbackend.chat.server;

import io.github.chatkitbackend.chat.agent.Conversation;
import io.github.chatkitbackend.chat.protocol.Page;
import io.github.chatkitbackend.chat.protocol.PageRequest;
import io.github.chatkitbackend.chat.protocol.ThreadItem;
import io.github.chatkitbackend.chat.protocol.ThreadMetadata;
import io.github.chatkitbackend.chat.store.Owner;
import io.github.chatkitbackend.chat.store.ThreadStore;
import io.github.chatkitbackend.identity.EndUser;
import org.jspecify.annotations.Nullable;

/**
 * A thread and its stored items, for one end user.
 */
class StoredConversation implements Conversation {

	private final EndUser user;

	private final Owner owner;

	private final ThreadMetadata thread;

	private final ThreadStore store;

	StoredConversation(EndUser user, ThreadMetadata thread, ThreadStore store) {
		this.user = user;
		this.owner = Owner.of(user);
		this.thread = thread;
		this.store = store;
	}

	@Override
	public EndUser user() {
		return this.user;
	}

	@Override
	public ThreadMetadata thread() {
		return this.thread;
	}

	@Override
	public Page<ThreadItem> items(PageRequest page) {
		return this.store.items(this.owner, this.thread.id(), page);
	}

	@Override
	public @Nullable ThreadItem item(String itemId) {
		return this.store.item(this.owner, this.thread.id(), itemId);
	}

	@Override
	public void save(ThreadItem item) {
		this.store.saveItem(this.owner, item);
	}

}
