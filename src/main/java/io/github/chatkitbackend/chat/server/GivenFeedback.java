package io.github.chatkitbackend.chat.server;

import java.util.List;
import java.util.Locale;

import io.github.chatkitbackend.chat.agent.Agent;
import io.github.chatkitbackend.chat.protocol.ChatRequest;
import io.github.chatkitbackend.chat.protocol.Feedback;
import io.github.chatkitbackend.chat.store.Owner;
import io.github.chatkitbackend.chat.store.ThreadStore;
import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Takes what users think of answers: it is stored with the items, counted, and handed to
 * the agent.
 */
class GivenFeedback {

	private static final int MAX_ITEMS = 100;

	private final ThreadStore store;

	private final Agent agent;

	private final MeterRegistry meters;

	GivenFeedback(ThreadStore store, Agent agent, MeterRegistry meters) {
		this.store = store;
		this.agent = agent;
		this.meters = meters;
		List.of(Feedback.values()).forEach(this::counter);
	}

	/**
	 * Take feedback. Items that do not exist are ignored, and an item keeps what was said
	 * last.
	 */
	void take(StoredConversation conversation, ChatRequest.GiveFeedback feedback) throws Exception {
		List<String> items = feedback.itemIds();
		if (items.size() > MAX_ITEMS) {
			throw new ApiException(ErrorCode.INVALID_REQUEST,
					"params.item_ids must not contain more than %d ids.".formatted(MAX_ITEMS));
		}
		if (this.store.saveFeedback(Owner.of(conversation.user()), conversation.thread().id(), items,
				feedback.kind())) {
			counter(feedback.kind()).increment();
		}
		this.agent.feedback(conversation, items, feedback.kind());
	}

	private Counter counter(Feedback kind) {
		return Counter.builder("chatkit.feedback")
			.description("Feedback that users have given, by kind")
			.tag("kind", kind.name().toLowerCase(Locale.ROOT))
			.register(this.meters);
	}

}
