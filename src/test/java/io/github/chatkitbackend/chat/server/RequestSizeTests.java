package io.github.chatkitbackend.chat.server;

import io.github.chatkitbackend.Answer;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Long requests over HTTP.
 */
@ChatKitTest(beans = ScriptedAgent.class, settings = { "CHATKIT_MODEL=scripted", "CHATKIT_MAX_MESSAGE_BYTES=4096" })
class RequestSizeTests {

	private static final int MEBIBYTE = 1024 * 1024;

	private final Backend backend;

	RequestSizeTests(Backend backend) {
		this.backend = backend;
	}

	@Test
	void aMessageThatIsTooLongIsRefusedInWordsForPeople() {
		Answer answer = this.backend.post("/chatkit",
				"{\"type\":\"threads.list\",\"params\":{\"x\":\"%s\"}}".formatted("x".repeat(5000)));
		assertThat(answer.status()).isEqualTo(413);
		assertThat(answer.code()).isEqualTo("request_too_large");
		assertThat(answer.json().path("message").stringValue()).contains("4 KiB");
	}

	@Test
	void speechMayTake25MiB() {
		assertThat(transcribe(24 * MEBIBYTE).json().path("text").stringValue())
			.isEqualTo(18 * MEBIBYTE + " audio/webm");
		Answer answer = transcribe(25 * MEBIBYTE);
		assertThat(answer.status()).isEqualTo(413);
		assertThat(answer.code()).isEqualTo("request_too_large");
	}

	private Answer transcribe(int length) {
		return this.backend.post("/api/chatkit",
				"{\"type\":\"input.transcribe\",\"params\":{\"audio_base64\":\"%s\",\"mime_type\":\"audio/webm\"}}"
					.formatted("A".repeat(length)));
	}

}
