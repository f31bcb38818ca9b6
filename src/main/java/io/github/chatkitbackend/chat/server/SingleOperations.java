package io.github.chatkitbackend.chat.server;

import java.util.Base64;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.github.chatkitbackend.chat.agent.Agent;
import io.github.chatkitbackend.chat.agent.Audio;
import io.github.chatkitbackend.chat.attachment.Attachments;
import io.github.chatkitbackend.chat.protocol.ChatRequest;
import io.github.chatkitbackend.chat.protocol.ChatThread;
import io.github.chatkitbackend.chat.protocol.Order;
import io.github.chatkitbackend.chat.protocol.Page;
import io.github.chatkitbackend.chat.protocol.PageRequest;
import io.github.chatkitbackend.chat.protocol.ThreadItem;
import io.github.chatkitbackend.chat.protocol.ThreadMetadata;
import io.github.chatkitbackend.chat.protocol.WidgetItem;
import io.github.chatkitbackend.chat.store.Owner;
import io.github.chatkitbackend.chat.store.ThreadStore;
import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;
import io.github.chatkitbackend.identity.EndUser;
import org.jspecify.annotations.Nullable;

/**
 * Answers the operations that take no stream.
 */
class SingleOperations {

	private final ThreadStore store;

	private final Lookups lookups;

	private final Agent agent;

	private final GivenFeedback feedback;

	private final Attachments attachments;

	SingleOperations(ThreadStore store, Lookups lookups, Agent agent, GivenFeedback feedback, Attachments attachments) {
		this.store = store;
		this.lookups = lookups;
		this.agent = agent;
		this.feedback = feedback;
		this.attachments = attachments;
	}

	Object answer(EndUser user, ChatRequest.Single operation) throws Exception {
		Owner owner = Owner.of(user);
		return switch (operation) {
			case ChatRequest.GetThread get -> thread(owner, this.lookups.thread(user, get.threadId()));
			case ChatRequest.ListThreads list -> threads(owner, list.page());
			case ChatRequest.UpdateThread update ->
				rename(owner, this.lookups.thread(user, update.threadId()), update.title());
			case ChatRequest.DeleteThread delete -> done(() -> this.store.deleteThread(owner, delete.threadId()));
			case ChatRequest.ListItems list ->
				new Items(visible(this.store.items(owner, list.threadId(), list.page())));
			case ChatRequest.GiveFeedback given -> {
				this.feedback.take(conversation(user, given.threadId()), given);
				yield Map.of();
			}
			case ChatRequest.SyncCustomAction action -> act(user, action);
			case ChatRequest.Transcribe transcribe -> transcribe(user, transcribe);
			case ChatRequest.CreateAttachment create ->
				this.attachments.create(owner, create.name(), create.size(), create.mimeType());
			case ChatRequest.DeleteAttachment delete ->
				done(() -> this.attachments.delete(owner, delete.attachmentId()));
		};
	}

	private ChatThread thread(Owner owner, ThreadMetadata thread) {
		PageRequest first = new PageRequest(PageRequest.DEFAULT_LIMIT, Order.ASC, null);
		return ChatThread.of(thread, visible(this.store.items(owner, thread.id(), first)));
	}

	private Page<ChatThread> threads(Owner owner, PageRequest request) {
		Page<ThreadMetadata> page = this.store.threads(owner, request);
		return new Page<>(page.data().stream().map(ChatThread::of).toList(), page.hasMore(), page.after());
	}

	private ChatThread rename(Owner owner, ThreadMetadata thread, String title) {
		ThreadMetadata renamed = thread.withTitle(title);
		this.store.saveThread(owner, renamed);
		return ChatThread.of(renamed);
	}

	private Updated act(EndUser user, ChatRequest.SyncCustomAction request) throws Exception {
		StoredConversation conversation = conversation(user, request.threadId());
		WidgetItem sender = this.lookups.sender(user, conversation.thread(), request.itemId());
		try {
			return new Updated(this.agent.actNow(conversation, request.action(), sender));
		}
		catch (UnsupportedOperationException ex) {
			throw unsupported("The agent takes no such action with streaming: false.");
		}
	}

	private Map<String, Object> transcribe(EndUser user, ChatRequest.Transcribe request) throws Exception {
		if (!this.agent.canTranscribe()) {
			throw unsupported("This service does not turn speech into text.");
		}
		return Map.of("text", this.agent.transcribe(user, audio(request)));
	}

	private static Audio audio(ChatRequest.Transcribe request) {
		try {
			return new Audio(Base64.getDecoder().decode(request.audioBase64()), request.mimeType());
		}
		catch (IllegalArgumentException ex) {
			throw new ApiException(ErrorCode.INVALID_REQUEST, "params.audio_base64 must be base64.");
		}
	}

	private StoredConversation conversation(EndUser user, String threadId) {
		return new StoredConversation(user, this.lookups.thread(user, threadId), this.store);
	}

	/**
	 * A page without hidden items. It may be shorter than its limit, and its cursor may
	 * be a hidden item.
	 */
	private Page<ThreadItem> visible(Page<ThreadItem> page) {
		return new Page<>(
				page.data().stream().filter((item) -> !item.isHidden()).map(this.attachments::withLinks).toList(),
				page.hasMore(), page.after());
	}

	private static Map<String, Object> done(Runnable action) {
		action.run();
		return Map.of();
	}

	private static ApiException unsupported(String detail) {
		return new ApiException(ErrorCode.UNSUPPORTED_OPERATION, detail);
	}

	/**
	 * A page of items. The declared type makes Jackson write the type of each item.
	 */
	private record Items(@JsonUnwrapped Page<ThreadItem> page) {
	}

	/**
	 * The answer to an action: the item as the client shows it from now on, if it
	 * changed.
	 */
	private record Updated(@Nullable ThreadItem updatedItem) {
	}

}
