package io.github.chatkitbackend.chat.responses;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import io.github.chatkitbackend.chat.agent.Turn;
import io.github.chatkitbackend.chat.agent.TurnCancelledException;
import io.github.chatkitbackend.chat.protocol.ChatId;
import io.github.chatkitbackend.chat.protocol.HiddenContext;
import io.github.chatkitbackend.chat.protocol.ThreadEvent;
import io.github.chatkitbackend.chat.protocol.ThreadItem;
import io.github.chatkitbackend.chat.protocol.UserMessage;
import io.github.chatkitbackend.error.ApiException;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Stops an answer if its question turns out to be inappropriate, and keeps the model from
 * reading that question later.
 */
class Guard {

	private static final String TYPE = "chatkit.blocked_message";

	private static final String NOTICE = "Your message was not answered, because an automatic check has found it "
			+ "inappropriate. Please word it differently.";

	private final Turn turn;

	private final Future<Boolean> verdict;

	Guard(Turn turn, Future<Boolean> verdict) {
		this.turn = turn;
		this.verdict = verdict;
	}

	/**
	 * Whether the question is known to be inappropriate by now.
	 */
	boolean hasTripped() {
		return this.verdict.isDone() && trips();
	}

	/**
	 * Whether the question is known to be appropriate by now.
	 */
	boolean hasPassed() {
		return this.verdict.state() == Future.State.SUCCESS && !this.verdict.resultNow();
	}

	/**
	 * Whether the question is inappropriate. Waits for the verdict.
	 * @throws ApiException if the question could not be checked
	 */
	boolean trips() {
		try {
			return this.verdict.get();
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof RuntimeException failure) ? failure : new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new TurnCancelledException();
		}
	}

	/**
	 * Explain why there is no answer.
	 */
	void explain() {
		UserMessage message = this.turn.userMessage();
		if (message != null) {
			this.turn.save(new HiddenContext(ChatId.MESSAGE.next(), this.turn.thread().id(), Instant.now(),
					JsonNodeFactory.instance.objectNode().put("type", TYPE).put("item_id", message.id())));
		}
		this.turn.notice(ThreadEvent.Notice.Level.WARNING, NOTICE, null);
	}

	/**
	 * What is left of a thread without the messages that were stopped.
	 */
	static List<ThreadItem> allowed(List<ThreadItem> items) {
		List<String> blocked = items.stream()
			.filter(Guard::isNote)
			.map((note) -> ((HiddenContext) note).content().path("item_id").asString(""))
			.toList();
		return blocked.isEmpty() ? items
				: items.stream().filter((item) -> !isNote(item) && !blocked.contains(item.id())).toList();
	}

	private static boolean isNote(ThreadItem item) {
		return item instanceof HiddenContext hidden && hidden.content().path("type").asString("").equals(TYPE);
	}

}
