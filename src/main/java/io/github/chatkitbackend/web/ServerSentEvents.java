package io.github.chatkitbackend.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

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
	private final byte[] chunk = new byte[2048];

	private int position;

	private int end;

	private boolean afterCarriageReturn;

	private Bytes line = new Bytes();

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
			if (this.line.size() == 0 && this.data.size() > 0) {
				return this.data.toByteArray();
			}
			addData();
		}
		return null;
	}

	/**
	 * Read a line without its end.
	 * @return whether there was one
	 */
	private boolean readLine() throws IOException {
		this.line = this.line.emptied();
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
		this.line.write(this.chunk, start, this.position - start);
		if (this.line.size() + this.data.size() > this.maxEventBytes) {
			throw new EventTooLongException(this.maxEventBytes);
		}
	}

	private boolean fill() throws IOException {
		this.position = 0;
		this.end = Math.max(this.in.read(this.chunk), 0);
		return this.end > 0;
	}

	private void addData() {
		if (!this.line.startsWith(DATA)) {
			return;
		}
		if (this.data.size() > 0) {
			this.data.write('\n');
		}
		this.line.appendTo(this.data, this.line.isSpace(DATA.length) ? DATA.length + 1 : DATA.length);
	}

	/**
	 * Bytes whose memory serves the next line or event, unless it is unusually large.
	 */
	private static final class Bytes extends ByteArrayOutputStream {

		private static final int USUAL = 4096;

		Bytes() {
			super(512);
		}

		Bytes emptied() {
			reset();
			return (this.buf.length > USUAL) ? new Bytes() : this;
		}

		boolean startsWith(byte[] prefix) {
			return this.count >= prefix.length && Arrays.equals(this.buf, 0, prefix.length, prefix, 0, prefix.length);
		}

		boolean isSpace(int index) {
			return index < this.count && this.buf[index] == ' ';
		}

		void appendTo(Bytes other, int from) {
			other.write(this.buf, from, this.count - from);
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
