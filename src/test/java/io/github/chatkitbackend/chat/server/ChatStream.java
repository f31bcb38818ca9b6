package io.github.chatkitbackend.chat.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
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

	private final Socket socket;

	private final BufferedReader reader;

	private final List<String> lines = new ArrayList<>();

	private ChatStream(Socket socket) throws IOException {
		this.socket = socket;
		this.reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
	}

	static ChatStream open(Backend backend, String body) {
		return open(backend.port(), body);
	}

	static ChatStream open(int port, String body) {
		try {
			Socket socket = new Socket("127.0.0.1", port);
			socket.setSoTimeout(20_000);
			byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
			socket.getOutputStream()
				.write(("POST /chatkit HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer token\r\n"
						+ "ChatKit-User: alice\r\nContent-Type: application/json\r\nContent-Length: " + bytes.length
						+ "\r\n\r\n")
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
	 * Read to the end.
	 * @return all lines, those of the response's head and of the chunks included
	 */
	List<String> readAll() {
		while (next() != null) {
			// Collects the lines
		}
		return this.lines;
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
