package io.github.chatkitbackend.chat.server;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import io.github.chatkitbackend.chat.protocol.ProtocolJson;
import io.github.chatkitbackend.chat.protocol.ThreadEvent;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Writes a stream of server-sent events as the widget reads it: one {@code data} line an
 * event. Events that have been waiting together are flushed once. A comment keeps
 * connections alive that proxies close when they are silent; it has no empty line, which
 * the widget's parser would take for an event.
 */
final class SseWriter {

	private static final byte[] DATA = "data: ".getBytes(StandardCharsets.UTF_8);

	private static final byte[] END = "\n\n".getBytes(StandardCharsets.UTF_8);

	private static final byte[] PING = ": ping\n".getBytes(StandardCharsets.UTF_8);

	/**
	 * The first write to a closed connection succeeds; the answer to it fails the next.
	 */
	private static final Duration SECOND_PING = Duration.ofMillis(500);

	private final OutputStream out;

	private final Duration keepAlive;

	private SseWriter(OutputStream out, Duration keepAlive) {
		this.out = out;
		this.keepAlive = keepAlive;
	}

	static SseWriter open(HttpServletResponse response, Duration keepAlive) throws IOException {
		response.setContentType("text/event-stream;charset=utf-8");
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache, no-transform");
		response.setHeader("X-Accel-Buffering", "no");
		return new SseWriter(response.getOutputStream(), keepAlive);
	}

	/**
	 * Write all events until the queue ends.
	 * @throws IOException if the client has left
	 */
	void writeAll(EventQueue queue, TurnRelay.Format format) throws IOException, InterruptedException {
		Duration patience = this.keepAlive;
		while (!queue.isAtEnd()) {
			List<ThreadEvent> events = queue.take(patience);
			if (events.isEmpty() && !queue.isAtEnd()) {
				this.out.write(PING);
				patience = patience.equals(SECOND_PING) ? this.keepAlive : SECOND_PING;
			}
			try {
				for (ThreadEvent event : events) {
					write(format.of(event));
					patience = this.keepAlive;
				}
			}
			finally {
				// A 5xx status would have the client repeat a message that is stored
				this.out.flush();
			}
		}
		write(format.last());
		this.out.flush();
	}

	private void write(@Nullable Object event) throws IOException {
		if (event == null) {
			return;
		}
		byte[] json = ProtocolJson.mapper().writeValueAsBytes(event);
		// One write, because each one passes through all filters
		this.out
			.write(ByteBuffer.allocate(DATA.length + json.length + END.length).put(DATA).put(json).put(END).array());
	}

}
