package io.github.chatkitbackend.chat.server;

import java.io.IOException;

import io.github.chatkitbackend.chat.protocol.ThreadEvent;
import jakarta.servlet.http.HttpServletRequest;
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
	 * Write the events of a turn until it or the client has ended. A thread of its own
	 * does that, because the thread of the request would hold the frames of all filters
	 * for as long as the answer takes.
	 */
	void relay(RunningTurn turn, Format format, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		SseWriter writer;
		try {
			writer = SseWriter.open(response, this.properties.keepAlive());
		}
		catch (IOException ex) {
			leave(turn);
			throw ex;
		}
		OpenResponse open = OpenResponse.of(request);
		Thread.ofVirtual().name("stream-" + turn.lease().threadId()).start(() -> {
			try {
				write(turn, format, writer);
			}
			finally {
				open.complete();
			}
		});
	}

	private void write(RunningTurn turn, Format format, SseWriter writer) {
		try {
			writer.writeAll(turn.queue(), format);
		}
		catch (IOException | InterruptedException ex) {
			leave(turn);
		}
	}

	private void leave(RunningTurn turn) {
		logger.debug("The client has left thread {}", turn.lease().threadId());
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
