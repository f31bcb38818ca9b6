package io.github.chatkitbackend.chat.responses;

import java.util.function.UnaryOperator;

import io.github.chatkitbackend.chat.agent.Conversation;
import io.github.chatkitbackend.chat.agent.ModelUsage;
import io.github.chatkitbackend.chat.agent.Turn;
import io.github.chatkitbackend.chat.protocol.Page;
import io.github.chatkitbackend.chat.protocol.PageRequest;
import io.github.chatkitbackend.chat.protocol.ThreadEvent;
import io.github.chatkitbackend.chat.protocol.ThreadItem;
import io.github.chatkitbackend.chat.protocol.ThreadMetadata;
import io.github.chatkitbackend.chat.protocol.UserMessage;
import io.github.chatkitbackend.chat.protocol.WidgetItem;
import io.github.chatkitbackend.identity.EndUser;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The turn of a tool whose action is answered at once. There is no stream: items are
 * stored, the client gets the sender as it is at the end, and nothing else reaches it.
 */
class DirectTurn implements Turn {

	private final Conversation conversation;

	private final @Nullable WidgetItem sender;

	private @Nullable ThreadItem updated;

	DirectTurn(Conversation conversation, @Nullable WidgetItem sender) {
		this.conversation = conversation;
		this.sender = sender;
	}

	/**
	 * The sender, if it was replaced.
	 */
	@Nullable ThreadItem updated() {
		return this.updated;
	}

	@Override
	public void send(ThreadEvent event) {
		switch (event) {
			case ThreadEvent.ItemDone done -> save(done.item());
			case ThreadEvent.ItemReplaced replaced -> save(replaced.item());
			case ThreadEvent.ItemRemoved _ ->
				throw new UnsupportedOperationException("An action that is answered at once cannot remove items");
			default -> {
			}
		}
	}

	@Override
	public void save(ThreadItem item) {
		this.conversation.save(item);
		if (this.sender != null && item.id().equals(this.sender.id())) {
			this.updated = item;
		}
	}

	@Override
	public void update(UnaryOperator<ThreadMetadata> change) {
		throw new UnsupportedOperationException("An action that is answered at once cannot change the thread");
	}

	@Override
	public @Nullable UserMessage userMessage() {
		return null;
	}

	@Override
	public ObjectNode requestMetadata() {
		return JsonNodeFactory.instance.objectNode();
	}

	@Override
	public void used(ModelUsage usage) {
	}

	@Override
	public void onCancel(AutoCloseable resource) {
	}

	@Override
	public EndUser user() {
		return this.conversation.user();
	}

	@Override
	public ThreadMetadata thread() {
		return this.conversation.thread();
	}

	@Override
	public Page<ThreadItem> items(PageRequest page) {
		return this.conversation.items(page);
	}

	@Override
	public @Nullable ThreadItem item(String itemId) {
		return this.conversation.item(itemId);
	}

}
