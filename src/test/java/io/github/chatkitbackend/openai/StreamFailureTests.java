package io.github.chatkitbackend.openai;

import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Streams that fail, in each way that they can.
 */
@ExtendWith(OutputCaptureExtension.class)
@ChatKitTest
class StreamFailureTests {

	private static final String UPSTREAM_TEXT = "Something that only OpenAI would say";

	private static final SocketEffect CLOSE = new SocketEffect.CloseSocket();

	private final OpenAIStandIn openai;

	private final Backend backend;

	StreamFailureTests(OpenAIStandIn openai, Backend backend) {
		this.openai = openai;
		this.backend = backend;
	}

	@ParameterizedTest
	@CsvSource({ "400, OPENAI_REJECTED_REQUEST", "401, OPENAI_CREDENTIALS_REJECTED", "404, OPENAI_REJECTED_REQUEST",
			"302, OPENAI_INVALID_RESPONSE" })
	void refusalsAreNotTriedAgain(int status, ErrorCode code, CapturedOutput output) {
		this.openai.answerAlways(OpenAIStandIn.error(status, "upstream_code", UPSTREAM_TEXT).build());
		assertThat(failure(this.backend).code()).isEqualTo(code);
		assertThat(this.openai.requests()).hasSize(1);
		assertThat(output).contains("OpenAI answered " + status);
	}

	@ParameterizedTest
	@CsvSource({ "429, OPENAI_RATE_LIMITED", "500, OPENAI_UNAVAILABLE", "503, OPENAI_UNAVAILABLE" })
	void triesOnceMoreWhenThatMayHelp(int status, ErrorCode code) {
		this.openai.answerNext(OpenAIStandIn.error(status, null, UPSTREAM_TEXT).build());
		assertThat(Streams.text(Streams.readAll(Streams.open(this.backend)))).isNotEmpty();
		assertThat(this.openai.requests()).hasSize(2);
		this.openai.answerAlways(OpenAIStandIn.error(status, null, UPSTREAM_TEXT).build());
		assertThat(failure(this.backend).code()).isEqualTo(code);
		assertThat(this.openai.requests()).hasSize(4);
	}

	@Test
	void doesNotTryAgainWhenRetryAfterGoesPastTheDeadline() {
		this.openai.answerAlways(OpenAIStandIn.error(429, null, UPSTREAM_TEXT).setHeader("Retry-After", "11").build());
		assertThat(failure(this.backend).code()).isEqualTo(ErrorCode.OPENAI_RATE_LIMITED);
		assertThat(this.openai.requests()).hasSize(1);
	}

	@Test
	void triesOnceMoreAfterAConnectionThatBreaksBeforeTheFirstEvent() {
		this.openai.answerNext(new MockResponse.Builder().onResponseStart(CLOSE).build());
		assertThat(Streams.text(Streams.readAll(Streams.open(this.backend)))).isNotEmpty();
		this.openai.answerNext(events(": nothing yet\n\n").build());
		assertThat(Streams.text(Streams.readAll(Streams.open(this.backend)))).isNotEmpty();
		this.openai.answerNext(events("data: {\"type\": \"error\", \"code\": \"server_error\"}\n\n").build());
		assertThat(Streams.text(Streams.readAll(Streams.open(this.backend)))).isNotEmpty();
		assertThat(this.openai.requests()).hasSize(6);
	}

	@Test
	void reportsTheAnswerWhenTheSecondAttemptBreaks() {
		this.openai.answerNext(OpenAIStandIn.error(500, null, UPSTREAM_TEXT).build(),
				new MockResponse.Builder().onResponseStart(CLOSE).build());
		assertThat(failure(this.backend).code()).isEqualTo(ErrorCode.OPENAI_UNAVAILABLE);
	}

	@Test
	void aStreamThatBreaksInTheMiddleIsNeitherCompleteNorTriedAgain() {
		ModelAnswer[] broken = { ModelAnswer.of("Hel").cut(), ModelAnswer.of("Hel").endEarly(),
				ModelAnswer.of("Hel").raw("data: {\"type\": \"response.comp").endEarly(),
				ModelAnswer.of("Hel").raw("data: [DONE]\n\n").endEarly() };
		this.openai.responses().stream(broken);
		for (int i = 0; i < broken.length; i++) {
			EventStream stream = Streams.open(this.backend);
			Streams.readUntil(stream, "response.output_text.delta");
			assertThat(Streams.failure(stream).code()).isEqualTo(ErrorCode.OPENAI_UNREACHABLE);
			assertThat(this.openai.requests()).hasSize(i + 1);
		}
		assertThat(this.backend.metric("chatkit_openai_streams")).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "server_error, OPENAI_UNAVAILABLE", "vector_store_timeout, OPENAI_UNAVAILABLE",
			"rate_limit_exceeded, OPENAI_RATE_LIMITED", "insufficient_quota, OPENAI_RATE_LIMITED",
			"invalid_prompt, OPENAI_REJECTED_REQUEST", "image_too_large, OPENAI_REJECTED_REQUEST" })
	void errorsWithinAStreamAreFailuresOfOurs(String upstream, ErrorCode code, CapturedOutput output) {
		this.openai.responses()
			.stream(ModelAnswer.of("Hel").failed(upstream, UPSTREAM_TEXT),
					ModelAnswer.of("Hel").error(upstream, UPSTREAM_TEXT),
					ModelAnswer.of("Hel")
						.event("""
								{"type": "error", "error": {"type": "%s", "code": null, "message": "%s"}}"""
							.formatted(upstream, UPSTREAM_TEXT)));
		for (int i = 0; i < 3; i++) {
			EventStream stream = Streams.open(this.backend);
			Streams.readUntil(stream, "response.output_text.delta");
			ApiException failure = Streams.failure(stream);
			assertThat(failure.code()).isEqualTo(code);
			assertThat(failure).hasMessageNotContaining(UPSTREAM_TEXT).hasNoCause();
		}
		assertThat(this.openai.requests()).hasSize(3);
		assertThat(output.getAll().lines().filter((line) -> line.contains("within a stream says: " + UPSTREAM_TEXT)))
			.hasSize(3)
			.allSatisfy((line) -> assertThat(line).contains("request req_"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"private words", "private words", "[]", "\"private words\"", "null", "1" })
	void eventsThatAreNoJsonObjectsAreInvalidAndNotLogged(String data, CapturedOutput output) {
		this.openai.responses().stream(ModelAnswer.begin().raw("data: " + data + "\n\n"));
		assertThat(failure(this.backend).code()).isEqualTo(ErrorCode.OPENAI_INVALID_RESPONSE);
		assertThat(output).contains("An event is not a JSON object").doesNotContain("private words");
	}

	@Test
	void eventsThatWouldFillTheMemoryAreInvalid() {
		this.openai.responses()
			.stream(ModelAnswer.begin().raw("data: ").raw("x".repeat(StreamConnection.MAX_EVENT_BYTES)));
		assertThat(failure(this.backend).code()).isEqualTo(ErrorCode.OPENAI_INVALID_RESPONSE);
	}

	@Test
	void anAnswerThatIsNoStreamIsInvalid() {
		this.openai.answerAlways(
				new MockResponse.Builder().setHeader("Content-Type", "text/html").body("<html>Sign in</html>").build());
		assertThat(failure(this.backend).code()).isEqualTo(ErrorCode.OPENAI_INVALID_RESPONSE);
		assertThat(this.openai.requests()).hasSize(1);
	}

	private static MockResponse.Builder events(String body) {
		return new MockResponse.Builder().setHeader("Content-Type", "text/event-stream").body(body);
	}

	private static ApiException failure(Backend backend) {
		return Streams.failure(Streams.open(backend));
	}

}
