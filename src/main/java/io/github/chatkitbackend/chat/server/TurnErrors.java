package io.github.chatkitbackend.chat.server;

import io.github.chatkitbackend.chat.agent.AgentException;
import io.github.chatkitbackend.chat.protocol.ThreadEvent;
import io.github.chatkitbackend.chat.store.StoreUnavailableException;
import io.github.chatkitbackend.chat.store.SupersededException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What clients and the log learn of turns that do not end well.
 */
final class TurnErrors {

	static final ThreadEvent.Error RETRY = new ThreadEvent.Error(ThreadEvent.Error.STREAM_ERROR, null, true);

	private static final Logger logger = LoggerFactory.getLogger(TurnErrors.class);

	private TurnErrors() {
	}

	/**
	 * The error that ends a turn.
	 * @param outcome how the turn ends
	 * @param failure what the agent has thrown
	 * @param threadId the thread
	 * @return the event, or {@code null} if nothing has failed
	 */
	static ThreadEvent.@Nullable Error of(TurnOutcome outcome, @Nullable Throwable failure, String threadId) {
		return switch (failure) {
			case null -> outcome.isRetryable() ? RETRY : null;
			case SupersededException _ -> null;
			case AgentException expected -> expected.event();
			case StoreUnavailableException _ -> {
				logger.warn("Thread {} could not be read or changed, because the database does not answer", threadId);
				yield RETRY;
			}
			default -> {
				logger.error("The agent failed in thread {}", threadId, failure);
				yield RETRY;
			}
		};
	}

	/**
	 * Note that the end of a turn could not be stored. If the database is away, it is
	 * stored later.
	 */
	static void notStored(RuntimeException failure, String threadId) {
		switch (failure) {
			case SupersededException _ ->
				logger.debug("A newer turn of thread {} did not wait for the older one", threadId);
			case StoreUnavailableException _ -> logger
				.warn("The end of a turn of thread {} is stored later, because the database does not answer", threadId);
			default -> logger.error("The end of a turn of thread {} could not be stored", threadId, failure);
		}
	}

}
