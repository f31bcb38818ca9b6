package io.github.chatkitbackend.chat.server;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A response without the frames of its chunks: the head, and the body as soon as it is
 * there.
 */
final class ResponseBytes extends InputStream {

	private final InputStream socket;

	private final StringBuilder head = new StringBuilder();

	private boolean inBody;

	private boolean chunked;

	private int left;

	private boolean complete;

	ResponseBytes(InputStream socket) {
		this.socket = new BufferedInputStream(socket);
	}

	/**
	 * Whether the last chunk was read. Never for a response without chunks.
	 */
	boolean isComplete() {
		return this.complete;
	}

	@Override
	public int read() throws IOException {
		if (!this.inBody) {
			return ofHead();
		}
		if (!this.chunked) {
			return this.socket.read();
		}
		if (this.left == 0) {
			this.left = nextChunk();
			this.complete = this.left == 0;
		}
		return (this.left-- > 0) ? this.socket.read() : -1;
	}

	private int ofHead() throws IOException {
		int next = this.socket.read();
		this.head.append((char) next);
		this.inBody = this.head.toString().endsWith("\r\n\r\n");
		this.chunked = this.head.toString().toLowerCase().contains("transfer-encoding: chunked");
		return next;
	}

	/**
	 * The size of the next chunk, or -1 if the response is cut off.
	 */
	private int nextChunk() throws IOException {
		String line = line();
		// A chunk ends with the end of a line
		String size = line.equals("\r\n") ? line() : line;
		return size.isEmpty() ? -1 : Integer.parseInt(size.trim(), 16);
	}

	private String line() throws IOException {
		StringBuilder line = new StringBuilder();
		while (line.isEmpty() || line.charAt(line.length() - 1) != '\n') {
			int next = this.socket.read();
			if (next < 0) {
				return "";
			}
			line.append((char) next);
		}
		return line.toString();
	}

	/**
	 * Never more than one byte, and so never waits for what the reader does not need.
	 */
	@Override
	public int read(byte[] buffer, int offset, int length) throws IOException {
		int next = read();
		if (next < 0) {
			return -1;
		}
		buffer[offset] = (byte) next;
		return 1;
	}

}
