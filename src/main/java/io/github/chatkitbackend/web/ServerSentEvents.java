package io.github.chatkitbackend.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

import org.jspecify.annotations.Nullable;

/**
 * Reads server-sent events, of which only the data counts here. Lines end with LF, CR or
 * CRLF, as the HTML standard has it. An event that the end of the stream cuts is none.
 */
public class ServerSentEvents {

	private static final byte[] DATA = { 'd', 'a', 't', 'a', ':' };

	private final InputStream in;

	private final int maxEventBytes;

	/** Most events are shorter, and as many streams are open as users wait. */
	private final byte[] chunk = new byte[1024];

	private int position;

	private int end;

	private boolean afterCarriageReturn;

	/** Bytes of the current line so far. */
	private int lineLength;

	/** Whether the current line is one of data, as far as it is known. */
	private boolean isData;

	private Bytes data = new Bytes();

	/**
	 * Read the events of a stream.
	 * @param in the stream
	 * @param maxEventBytes maximum length of an event
	 */
	public ServerSentEvents(InputStream in, int maxEventBytes) {
		this.in = in;
		this.maxEventBytes = maxEventBytes;
	}

	/**
	 * Wait for the next event.
	 * @return its data, or {@code null} at the end of the stream
	 * @throws IOException if the stream breaks, or if the event is too long
	 */
	public byte @Nullable [] next() throws IOException {
		this.data = this.data.emptied();
		while (readLine()) {
			if (this.lineLength == 0 && this.data.size() > 0) {
				return this.data.toByteArray();
			}
		}
		return null;
	}

	/**
	 * Read a line, of which the data is kept.
	 * @return whether there was one
	 */
	private boolean readLine() throws IOException {
		this.lineLength = 0;
		this.isData = true;
		while (this.position < this.end || fill()) {
			byte next = this.chunk[this.position];
			if (next == '\n' && this.afterCarriageReturn) {
				this.position++;
				this.afterCarriageReturn = false;
				continue;
			}
			this.afterCarriageReturn = false;
			takeUntilEndOfLine();
			if (this.position < this.end) {
				this.afterCarriageReturn = this.chunk[this.position++] == '\r';
				return true;
			}
		}
		return false;
	}

	private void takeUntilEndOfLine() throws IOException {
		int start = this.position;
		while (this.position < this.end && this.chunk[this.position] != '\n' && this.chunk[this.position] != '\r') {
			this.position++;
		}
		take(start);
		if (Math.max(this.lineLength, this.data.size()) > this.maxEventBytes) {
			throw new EventTooLongException(this.maxEventBytes);
		}
	}

	private void take(int start) {
		int from = takeName(start);
		if (this.isData && from < this.position) {
			boolean first = this.lineLength + from - start == DATA.length;
			from += (first && this.chunk[from] == ' ') ? 1 : 0;
			this.data.write(this.chunk, from, this.position - from);
		}
		this.lineLength += this.position - start;
	}

	/**
	 * Compare the beginning of the line with the field's name. Begin a new line of data
	 * when it matches.
	 */
	private int takeName(int start) {
		int from = start;
		for (int i = this.lineLength; i < DATA.length && from < this.position && this.isData; i++) {
			this.isData = this.chunk[from++] == DATA[i];
			if (this.isData && i == DATA.length - 1 && this.data.size() > 0) {
				this.data.write('\n');
			}
		}
		return from;
	}

	private boolean fill() throws IOException {
		this.position = 0;
		this.end = Math.max(this.in.read(this.chunk), 0);
		return this.end > 0;
	}

	/**
	 * Bytes whose memory serves the next event, unless it is unusually large.
	 */
	private static final class Bytes extends ByteArrayOutputStream {

		private static final int USUAL = 1024;

		Bytes() {
			super(USUAL);
		}

		Bytes emptied() {
			reset();
			return (this.buf.length > USUAL) ? new Bytes() : this;
		}

	}

	/**
	 * An event that would fill the memory.
	 */
	public static class EventTooLongException extends IOException {

		EventTooLongException(int maxEventBytes) {
			super("An event is longer than %d bytes".formatted(maxEventBytes));
		}

	}

}
