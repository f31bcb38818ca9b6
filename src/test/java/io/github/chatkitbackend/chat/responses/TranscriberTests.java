package io.github.chatkitbackend.chat.responses;

import java.util.Base64;

import io.github.chatkitbackend.Answer;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import io.github.chatkitbackend.openai.Operation;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Dictation by OpenAI's transcription API.
 */
@ChatKitTest(settings = { "CHATKIT_MODEL=gpt-5.5", "CHATKIT_TRANSCRIPTION_MODEL=gpt-4o-mini-transcribe" })
class TranscriberTests {

	private final Backend backend;

	private final OpenAIStandIn openai;

	TranscriberTests(Backend backend, OpenAIStandIn openai) {
		this.backend = backend;
		this.openai = openai;
	}

	@ParameterizedTest
	@CsvSource({ "audio/webm;codecs=opus,speech.webm", "audio/mp4,speech.mp4", "audio/ogg;codecs=opus,speech.ogg",
			"audio/WAV,speech.wav" })
	void turnsSpeechIntoText(String type, String file) {
		assertThat(transcribe(this.backend, "speech", type).json().path("text").stringValue())
			.isEqualTo("6 bytes of " + file);
		assertThat(this.openai.calls(Operation.CREATE_TRANSCRIPTION).requests().getLast().getBody().utf8())
			.contains("gpt-4o-mini-transcribe");
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/plain", "", "audio/midi" })
	void refusesOtherFormats(String type) {
		assertThat(transcribe(this.backend, "speech", type).code()).isEqualTo("invalid_request");
		assertThat(transcribe(this.backend, "", "audio/webm").code()).isEqualTo("invalid_request");
		assertThat(this.openai.requests()).isEmpty();
	}

	@Test
	void tellsWhatOpenAIDoesNotAccept() {
		this.openai.answerNext(OpenAIStandIn.error(400, null, "Audio file might be corrupted").build());
		Answer answer = transcribe(this.backend, "speech", "audio/webm");
		assertThat(answer.status()).isEqualTo(502);
		assertThat(answer.code()).isEqualTo("openai_rejected_request");
		assertThat(answer.body()).doesNotContain("corrupted");
	}

	@Test
	void sendsTheWholeRecordingAgainAfterAFailure() {
		this.openai.answerNext(OpenAIStandIn.error(500, null, "oops").build());
		assertThat(transcribe(this.backend, "speech", "audio/webm").json().path("text").stringValue())
			.isEqualTo("6 bytes of speech.webm");
	}

	@Test
	void doesNotTakeAnAnswerWithoutText() {
		this.openai.answerNext(new MockResponse.Builder().body("{\"txt\": 1}").build(),
				new MockResponse.Builder().body("oops").build());
		assertThat(transcribe(this.backend, "speech", "audio/webm").code()).isEqualTo("openai_invalid_response");
		assertThat(transcribe(this.backend, "speech", "audio/webm").code()).isEqualTo("openai_invalid_response");
	}

	@Test
	@ChatKitTest(settings = "CHATKIT_MODEL=gpt-5.5")
	void isOffWithoutAModel(Backend other) {
		assertThat(transcribe(other, "speech", "audio/webm").code()).isEqualTo("unsupported_operation");
	}

	private static Answer transcribe(Backend backend, String speech, String type) {
		return backend.post("/chatkit",
				"{\"type\": \"input.transcribe\", \"params\": {\"audio_base64\": \"%s\", \"mime_type\": \"%s\"}}"
					.formatted(Base64.getEncoder().encodeToString(speech.getBytes()), type));
	}

}
