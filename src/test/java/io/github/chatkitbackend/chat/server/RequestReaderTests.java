package io.github.chatkitbackend.chat.server;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.github.chatkitbackend.chat.protocol.ChatRequest;
import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How much of a request is read.
 */
class RequestReaderTests {

	private static final int MEBIBYTE = 1024 * 1024;

	private final RequestReader reader = new RequestReader(
			new Binder(new MapConfigurationPropertySource()).bindOrCreate("chatkit", ChatProperties.class));

	@Test
	void aMessageOfOneMebibyteIsRead() throws IOException {
		String message = "{\"type\":\"threads.list\",\"params\":{}}";
		String padded = " ".repeat(MEBIBYTE - message.length()) + message;
		assertThat(read(padded).request().operation()).isInstanceOf(ChatRequest.ListThreads.class);
		assertRefused(" " + padded, ErrorCode.REQUEST_TOO_LARGE);
	}

	@Test
	void aLongerMessageIsNotReadFurther() {
		InputStream body = new SequenceInputStream(
				stream("{\"type\":\"threads.list\",\"params\":{\"x\":\"" + "x".repeat(MEBIBYTE)), new InputStream() {

					@Override
					public int read() {
						throw new AssertionError("The rest is read");
					}

				});
		assertThatExceptionOfType(ApiException.class).isThrownBy(() -> this.reader.read(body))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.REQUEST_TOO_LARGE))
			.withMessageContaining("1024 KiB");
	}

	@Test
	void speechMayBeLonger() throws IOException {
		try (RequestReader.Received received = read(speech(20 * MEBIBYTE))) {
			assertThat(received.request().operation()).isInstanceOfSatisfying(ChatRequest.Transcribe.class,
					(request) -> assertThat(request.audioBase64()).hasSize(20 * MEBIBYTE));
		}
	}

	@Test
	void whatSaysNotFirstThatItIsSpeechIsAMessage() {
		assertRefused("{\"params\":{\"audio_base64\":\"%s\"},\"type\":\"input.transcribe\"}"
			.formatted("A".repeat(2 * MEBIBYTE)), ErrorCode.REQUEST_TOO_LARGE);
	}

	@Test
	void onlyAFewRecordingsAreInMemoryAtATime() throws IOException {
		List<RequestReader.Received> received = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			received.add(read(speech(2 * MEBIBYTE)));
		}
		assertRefused(speech(2 * MEBIBYTE), ErrorCode.OVERLOADED);
		assertThat(read(speech(100))).isNotNull();
		received.getFirst().close();
		assertThat(read(speech(2 * MEBIBYTE))).isNotNull();
	}

	@Test
	void aRecordingThatIsMalformedTakesNoPlace() throws IOException {
		for (int i = 0; i < 5; i++) {
			assertRefused("{\"type\":\"input.transcribe\",\"params\":{\"x\":\"" + "x".repeat(2 * MEBIBYTE),
					ErrorCode.INVALID_REQUEST);
		}
		assertThat(read(speech(2 * MEBIBYTE))).isNotNull();
	}

	private RequestReader.Received read(String body) throws IOException {
		return this.reader.read(stream(body));
	}

	private void assertRefused(String body, ErrorCode code) {
		assertThatExceptionOfType(ApiException.class).isThrownBy(() -> read(body))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(code));
	}

	private static String speech(int length) {
		return "{\"type\":\"input.transcribe\",\"params\":{\"audio_base64\":\"%s\",\"mime_type\":\"audio/webm\"}}"
			.formatted("A".repeat(length));
	}

	private static InputStream stream(String body) {
		return new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
	}

}
