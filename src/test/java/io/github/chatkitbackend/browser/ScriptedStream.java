package io.github.chatkitbackend.browser;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;

/**
 * A stream whose events a test sends one by one. Between them, it pings as the service
 * does, and so notices when its reader leaves.
 */
final class ScriptedStream {

	private static final String END = "";

	private static final String CUT = "cut";

	private static final String PING = ": ping\n";

	private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();

	private final CountDownLatch left = new CountDownLatch(1);

	/**
	 * Send events, once somebody reads the stream.
	 * @param events each a JSON document in one line
	 * @return this stream
	 */
	ScriptedStream send(String... events) {
		for (String event : events) {
			this.frames.add("data: " + event + "\n\n");
		}
		return this;
	}

	void end() {
		this.frames.add(END);
	}

	/**
	 * Close the connection in the middle of the stream.
	 */
	void cut() {
		this.frames.add(CUT);
	}

	boolean isLeft() throws InterruptedException {
		return this.left.await(10, TimeUnit.SECONDS);
	}

	void writeTo(HttpExchange exchange) throws IOException, InterruptedException {
		exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
		exchange.sendResponseHeaders(200, 0);
		OutputStream body = exchange.getResponseBody();
		for (String frame = next(); !frame.equals(END); frame = next()) {
			if (frame.equals(CUT)) {
				throw new IllegalStateException("The test wants the connection to be cut");
			}
			write(body, frame);
		}
		exchange.close();
	}

	private String next() throws InterruptedException {
		String frame = this.frames.poll(50, TimeUnit.MILLISECONDS);
		return (frame != null) ? frame : PING;
	}

	private void write(OutputStream body, String frame) throws IOException {
		try {
			body.write(frame.getBytes(StandardCharsets.UTF_8));
			body.flush();
		}
		catch (IOException ex) {
			this.left.countDown();
			throw ex;
		}
	}

}
