package io.github.chatkitbackend.chat.responses;

import java.util.function.UnaryOperator;

import io.github.chatkitbackend.chat.agent.ModelUsage;
import io.github.chatkitbackend.chat.agent.Turn;
import io.github.chatkitbackend.chat.protocol.ClientToolCall;
import io.github.chatkitbackend.chat.protocol.Page;
import io.github.chatkitbackend.chat.protocol.PageRequest;
import io.github.chatkitbackend.chat.protocol.ThreadEvent;
import io.github.chatkitbackend.chat.protocol.ThreadItem;
import io.github.chatkitbackend.chat.protocol.ThreadMetadata;
import io.github.chatkitbackend.chat.protocol.UserMessage;
import io.github.chatkitbackend.identity.EndUser;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A turn as a tool gets it: an item that the tool sends finishes the open workflow first,
 * so that the client shows them in this order.
 *
 * @param turn the turn
 * @param workflow what the tool's own task belongs to
 */
record ToolTurn(Turn turn, AnswerWorkflow workflow) implements Turn {

	@Override
	public void send(ThreadEvent event) {
		switch (event) {
			case ThreadEvent.ItemAdded added when isShown(added.item()) -> this.workflow.close();
			case ThreadEvent.ItemDone done when isShown(done.item()) -> this.workflow.close();
			default -> {
			}
		}
		this.turn.send(event);
	}

	/**
	 * The call of a client tool belongs to the workflow, which the next turn continues.
	 */
	private static boolean isShown(ThreadItem item) {
		return !item.isHidden() && !(item instanceof ClientToolCall);
	}

	@Override
	public @Nullable UserMessage userMessage() {
		return this.turn.userMessage();
	}

	@Override
	public ObjectNode requestMetadata() {
		return this.turn.requestMetadata();
	}

	@Override
	public void update(UnaryOperator<ThreadMetadata> change) {
		this.turn.update(change);
	}

	@Override
	public void used(ModelUsage usage) {
		this.turn.used(usage);
	}

	@Override
	public void onCancel(AutoCloseable resource) {
		this.turn.onCancel(resource);
	}

	@Override
	public EndUser user() {
		return this.turn.user();
	}

	@Override
	public ThreadMetadata thread() {
		return this.turn.thread();
	}

	@Override
	public Page<ThreadItem> items(PageRequest page) {
		return this.turn.items(page);
	}

	@Override
	public @Nullable ThreadItem item(String itemId) {
		return this.turn.item(itemId);
	}

	@Override
	public void save(ThreadItem item) {
		this.turn.save(item);
	}

}
