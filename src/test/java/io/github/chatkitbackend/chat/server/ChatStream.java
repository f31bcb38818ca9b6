package io.github.chatkitbackend.chat.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.github.chatkitbackend.Backend;

/**
 * A stream of events over a socket of its own, for what a client library hides: the
 * bytes, and leaving without a word.
 */
final class ChatStream implements AutoCloseable {

	private static final int SMALL_BUFFER = 4096;

	private final Socket socket;

	private final ResponseBytes bytes;

	private final BufferedReader reader;

	private final List<String> lines = new ArrayList<>();

	private ChatStream(Socket socket) throws IOException {
		this.socket = socket;
		this.bytes = new ResponseBytes(socket.getInputStream());
		this.reader = new BufferedReader(new InputStreamReader(this.bytes, StandardCharsets.UTF_8));
	}

	static ChatStream open(Backend backend, String body) {
		return open(backend, "alice", body);
	}

	static ChatStream open(Backend backend, String user, String body) {
		return open(backend.port(), user, body);
	}

	static ChatStream open(int port, String user, String body) {
		return open(new Socket(), port, user, body);
	}

	/**
	 * A stream whose client takes little more than it reads.
	 */
	static ChatStream openSlowly(Backend backend, String user, String body) {
		try {
			Socket socket = new Socket();
			socket.setReceiveBufferSize(SMALL_BUFFER);
			return open(socket, backend.port(), user, body);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static ChatStream open(Socket socket, int port, String user, String body) {
		try {
			socket.connect(new InetSocketAddress("127.0.0.1", port));
			socket.setSoTimeout(20_000);
			byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
			socket.getOutputStream()
				.write(("POST /chatkit HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer token\r\n"
						+ "ChatKit-User: " + user + "\r\nContent-Type: application/json\r\nContent-Length: "
						+ bytes.length + "\r\n\r\n")
					.getBytes(StandardCharsets.US_ASCII));
			socket.getOutputStream().write(bytes);
			return new ChatStream(socket);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Read until a line contains a text.
	 * @param text the text
	 * @return the line
	 */
	String await(String text) {
		String line = next();
		while (line != null && !line.contains(text)) {
			line = next();
		}
		if (line == null) {
			throw new IllegalStateException("The stream ended without " + text + ": " + this.lines);
		}
		return line;
	}

	/**
	 * Read a number of events.
	 * @param count how many
	 */
	void readEvents(int count) {
		for (int i = 0; i < count; i++) {
			await("data: ");
		}
	}

	/**
	 * Read events, fewer if the answer ends before or its text was merged.
	 * @param count how many at most
	 */
	void readUpTo(int count) {
		int events = 0;
		for (String line = next(); line != null && events < count; line = next()) {
			events += line.startsWith("data: ") ? 1 : 0;
		}
	}

	/**
	 * Read to the end, which must be a proper one.
	 * @return the events
	 */
	List<String> readEventsToTheEnd() {
		List<String> all = readAll();
		if (!isComplete()) {
			throw new IllegalStateException("The stream has no proper end: " + all.getLast());
		}
		return all.stream().filter((line) -> line.startsWith("data: ")).toList();
	}

	/**
	 * Read to the end.
	 * @return all lines, those of the response's head included
	 */
	List<String> readAll() {
		while (next() != null) {
			// Collects the lines
		}
		return this.lines;
	}

	/**
	 * Whether the answer has ended, and was not cut off.
	 */
	boolean isComplete() {
		return this.bytes.isComplete();
	}

	/**
	 * The id of the first thread that a text mentions.
	 */
	static String threadId(String text) {
		return text.replaceAll("(?s).*?\"(thr_[0-9a-f]+)\".*", "$1");
	}

	private String next() {
		try {
			String line = this.reader.readLine();
			if (line != null) {
				this.lines.add(line);
			}
			return line;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
