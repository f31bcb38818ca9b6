package io.github.chatkitbackend.chat.server;

import java.io.IOException;

import io.github.chatkitbackend.chat.protocol.ThreadEvent;
import io.micrometer.context.ContextSnapshotFactory;
import jakarta.servlet.AsyncContext;
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

	private static final ContextSnapshotFactory CONTEXT = ContextSnapshotFactory.builder().build();

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
		try {
			SseWriter writer = SseWriter.open(response, this.properties.keepAlive());
			AsyncContext stream = request.startAsync();
			stream.setTimeout(0);
			Thread.ofVirtual()
				.name("stream-" + turn.lease().threadId())
				.start(CONTEXT.captureAll().wrap(() -> relay(turn, format, writer, stream)));
		}
		catch (IOException | RuntimeException ex) {
			leave(turn);
			throw ex;
		}
	}

	/**
	 * If a write fails, Tomcat completes the request by itself and uses its objects for
	 * the next one, which a second completion would cut.
	 */
	private void relay(RunningTurn turn, Format format, SseWriter writer, AsyncContext stream) {
		try {
			writer.writeAll(turn.queue(), format);
		}
		catch (IOException ex) {
			leave(turn);
			return;
		}
		catch (InterruptedException | RuntimeException ex) {
			logger.error("The stream of thread {} failed", turn.lease().threadId(), ex);
			leave(turn);
			if (!writer.tryToWrite(format.of(TurnErrors.RETRY))) {
				return;
			}
		}
		stream.complete();
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
