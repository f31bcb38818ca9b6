package io.github.chatkitbackend.chat.server;

import java.io.IOException;

import io.github.chatkitbackend.chat.protocol.ThreadEvent;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Streams turns to their clients, and decides what happens if a client leaves.
 */
class TurnRelay {

	private static final Logger logger = LoggerFactory.getLogger(TurnRelay.class);

	private final ChatProperties properties;

	TurnRelay(ChatProperties properties) {
		this.properties = properties;
	}

	/**
	 * Write the events of a turn until it or the client has ended.
	 */
	void relay(RunningTurn turn, Format format, HttpServletResponse response) throws InterruptedException {
		try {
			SseWriter.open(response, this.properties.keepAlive()).writeAll(turn.queue(), format);
		}
		catch (IOException ex) {
			leave(turn);
		}
		catch (RuntimeException ex) {
			leave(turn);
			throw ex;
		}
	}

	private void leave(RunningTurn turn) {
		logger.debug("Nobody reads the answer in thread {} any more", turn.lease().threadId());
		if (this.properties.onDisconnect() == ChatProperties.OnDisconnect.FINISH) {
			turn.queue().detach();
		}
		else {
			turn.cancel(TurnOutcome.CLIENT_LEFT);
		}
	}

	/**
	 * What a client gets of a turn.
	 */
	interface Format {

		/** Events as they are. */
		Format PROTOCOL = (event) -> event;

		/**
		 * What the client gets for an event.
		 * @param event the event
		 * @return an object that is written as JSON, or {@code null} for nothing
		 */
		@Nullable Object of(ThreadEvent event);

		/**
		 * What the client gets when the turn has ended.
		 * @return an object, as above
		 */
		default @Nullable Object last() {
			return null;
		}

	}

}
