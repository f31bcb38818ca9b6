package io.github.chatkitbackend.openai;

import java.time.Duration;
import java.util.stream.IntStream;

import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.error.ErrorCode;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Models that fall silent or never come to an end. Other failures are not tested here,
 * because a busy machine could be silent for as long as the limit of these tests.
 */
@ExtendWith(OutputCaptureExtension.class)
@ChatKitTest(settings = "CHATKIT_MODEL_TIMEOUT=2s")
class SilentModelTests {

	private final OpenAIStandIn openai;

	private final Backend backend;

	SilentModelTests(OpenAIStandIn openai, Backend backend) {
		this.openai = openai;
		this.backend = backend;
	}

	@Test
	void aModelThatFallsSilentTimesOut(CapturedOutput output) {
		this.openai.responses().stream(ModelAnswer.of("Hel").hang());
		EventStream stream = Streams.open(this.backend);
		Streams.readUntil(stream, "response.output_text.delta");
		assertThat(Streams.failure(stream).code()).isEqualTo(ErrorCode.OPENAI_TIMEOUT);
		assertThat(output).contains("OpenAI was silent for too long");
		await().until(() -> this.openai.responses().left() == 1);
	}

	@Test
	void aModelThatSaysNothingAtAllTimesOutAndIsNotAskedAgain(CapturedOutput output) {
		this.openai.answerAlways(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
		assertThat(Streams.failure(Streams.open(this.backend)).code()).isEqualTo(ErrorCode.OPENAI_TIMEOUT);
		assertThat(output).contains("OpenAI was silent for too long");
		assertThat(this.openai.requests()).hasSize(1);
	}

	@Test
	void aCommentIsASignOfLife() {
		Duration almost = Duration.ofMillis(1100);
		this.openai.responses()
			.stream(ModelAnswer.begin().pause(almost).raw(": ping\n").pause(almost).raw(": ping\n").text("Hello"));
		assertThat(Streams.text(Streams.readAll(Streams.open(this.backend)))).isEqualTo("Hello");
	}

	@Test
	void aPauseOfTheReaderIsNoSilence() {
		this.openai.responses().stream(ModelAnswer.of("Hello"));
		EventStream stream = Streams.open(this.backend);
		Streams.readUntil(stream, "response.created");
		await().pollDelay(Duration.ofMillis(2500)).until(() -> true);
		assertThat(Streams.text(Streams.readAll(stream))).isEqualTo("Hello");
	}

	@Test
	void anAnswerThatTakesTooLongTimesOutInSpiteOfSignsOfLife(CapturedOutput output) {
		ModelAnswer endless = ModelAnswer.begin();
		IntStream.range(0, 600).forEach((_) -> endless.raw(": ping\n").pause(Duration.ofMillis(100)));
		this.openai.responses().stream(endless);
		assertThat(Streams.failure(Streams.open(this.backend, Duration.ofMillis(500))).code())
			.isEqualTo(ErrorCode.OPENAI_TIMEOUT);
		assertThat(output).doesNotContain("OpenAI was silent for too long");
		await().until(() -> this.openai.responses().left() == 1);
	}

}
