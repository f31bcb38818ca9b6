package io.github.chatkitbackend.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How lines become events.
 */
class ServerSentEventsTests {

	private static final int MAX = 16 * 1024 * 1024;

	@ParameterizedTest
	@ValueSource(strings = { "\n", "\r\n", "\r" })
	void takesEveryEndOfALine(String end) throws IOException {
		assertThat(read("data: one\n\ndata:two\ndata: three\n\n".replace("\n", end))).containsExactly("one",
				"two\nthree");
	}

	@Test
	void ignoresCommentsOtherFieldsAndEventsWithoutData() throws IOException {
		assertThat(read(
				": ping\n\nevent: x\nid: 1\n\n: ping\nevent: y\ndata: a\nretry: 5\ndatabase: b\n\n\n\ndata: c\n\n"))
			.containsExactly("a", "c");
	}

	@Test
	void removesOneSpaceOnly() throws IOException {
		assertThat(read("data:  a \n\n")).containsExactly(" a ");
	}

	@Test
	void dropsAnEventThatTheEndCuts() throws IOException {
		assertThat(read("data: a\n\ndata: b\n")).containsExactly("a");
		assertThat(read("data: a\n\ndata: b")).containsExactly("a");
		assertThat(read("")).isEmpty();
	}

	@Test
	void keepsCharactersTogetherThatArriveInPieces() throws IOException {
		String text = "Grüße, 世界 🙂";
		assertThat(read("data: %s\r\n\r\n".formatted(text).repeat(3_000))).hasSize(3_000).containsOnly(text);
	}

	@Test
	void refusesEventsThatWouldFillTheMemory() {
		String line = "data: " + "x".repeat(1024 * 1024) + "\n";
		assertThatExceptionOfType(ServerSentEvents.EventTooLongException.class)
			.isThrownBy(() -> new ServerSentEvents(bytes(line.repeat(17)), MAX).next());
		assertThatExceptionOfType(ServerSentEvents.EventTooLongException.class)
			.isThrownBy(() -> new ServerSentEvents(bytes("x".repeat(17 * 1024 * 1024)), MAX).next());
	}

	/**
	 * Read at once and byte by byte, with the same result.
	 */
	private static List<String> read(String stream) throws IOException {
		List<String> events = read(bytes(stream));
		assertThat(read(new OneByteAtATime(stream.getBytes(StandardCharsets.UTF_8)))).isEqualTo(events);
		return events;
	}

	private static List<String> read(InputStream in) throws IOException {
		ServerSentEvents events = new ServerSentEvents(in, MAX);
		List<String> read = new ArrayList<>();
		for (byte[] data = events.next(); data != null; data = events.next()) {
			read.add(new String(data, StandardCharsets.UTF_8));
		}
		return read;
	}

	private static InputStream bytes(String text) {
		return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Delivers as little as a network may.
	 */
	private static final class OneByteAtATime extends ByteArrayInputStream {

		OneByteAtATime(byte[] bytes) {
			super(bytes);
		}

		@Override
		public int read(byte[] buffer, int offset, int length) {
			return super.read(buffer, offset, Math.min(length, 1));
		}

	}

}
