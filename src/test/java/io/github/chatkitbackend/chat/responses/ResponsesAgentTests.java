package io.github.chatkitbackend.chat.responses;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

import com.openai.models.responses.ResponseCreateParams;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.Services;
import io.github.chatkitbackend.chat.agent.Agent;
import io.github.chatkitbackend.chat.agent.AgentException;
import io.github.chatkitbackend.chat.agent.Turn;
import io.github.chatkitbackend.chat.protocol.ItemUpdate;
import io.github.chatkitbackend.chat.protocol.ThreadEvent;
import io.github.chatkitbackend.identity.EndUser;
import io.github.chatkitbackend.openai.EventStream;
import io.github.chatkitbackend.openai.ModelAnswer;
import io.github.chatkitbackend.openai.OpenAIGateway;
import io.github.chatkitbackend.openai.OpenAIOperation;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.NoSuchBeanDefinitionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/**
 * The built-in agent against the stand-in for OpenAI.
 */
@ChatKitTest(settings = "CHATKIT_MODEL=gpt-5.5")
class ResponsesAgentTests {

	private final OpenAIStandIn openai;

	private final Backend backend;

	private final Services services;

	private final Agent agent;

	ResponsesAgentTests(OpenAIStandIn openai, Backend backend, Services services) {
		this.openai = openai;
		this.backend = backend;
		this.services = services;
		this.agent = backend.bean(Agent.class);
	}

	@Test
	void sendsWhatIsSetAndNoMore() throws Exception {
		this.agent.respond(RecordingTurn.of("hello"));
		assertThatObject(this.openai.lastBody()).isEqualTo(
				json("""
						{"model": "gpt-5.5", "store": false, "stream": true, "stream_options": {"include_obfuscation": false},
						 "prompt_cache_key": "thr_1",
						 "safety_identifier": "%s",
						 "input": [{"type": "message", "role": "user", "content": [{"type": "input_text", "text": "hello"}]}]}"""
					.formatted(this.openai.lastBody().path("safety_identifier").stringValue())));
	}

	@Test
	void sendsInstructionsAndEffort() throws Exception {
		Backend thinking = this.services.shared("CHATKIT_MODEL=gpt-5.5", "CHATKIT_INSTRUCTIONS=Be brief.",
				"CHATKIT_REASONING_EFFORT=xhigh");
		thinking.bean(Agent.class).respond(RecordingTurn.of("hello"));
		assertThat(this.openai.lastBody().path("instructions").asString()).isEqualTo("Be brief.");
		assertThatObject(this.openai.lastBody().path("reasoning")).isEqualTo(json("""
				{"effort": "xhigh", "summary": "auto"}"""));
	}

	@Test
	void namesUsersByAHash() throws Exception {
		String alice = safetyIdentifier(EndUser.Source.TOKEN);
		assertThat(alice).matches("[0-9a-f]{64}").isEqualTo(safetyIdentifier(EndUser.Source.SERVER));
		assertThat(safetyIdentifier(EndUser.Source.COOKIE)).matches("[0-9a-f]{64}").isNotEqualTo(alice);
	}

	private String safetyIdentifier(EndUser.Source source) throws Exception {
		this.agent.respond(RecordingTurn.of("hello").by(source));
		return this.openai.lastBody().path("safety_identifier").stringValue();
	}

	@ParameterizedTest
	@EnumSource
	void whatMayBeTriedAgainSaysSo(Failure failure) {
		this.openai.responses().stream(failure.answer.apply(ModelAnswer.of("Hel")));
		RecordingTurn turn = RecordingTurn.of("hello");
		AgentException error = catchThrowableOfType(AgentException.class, () -> this.agent.respond(turn));
		assertThat(error.event()).isEqualTo(new ThreadEvent.Error("stream.error", null, true));
		assertThat(turn.events()).anyMatch(ResponsesAgentTests::isDelta)
			.noneMatch(ThreadEvent.ItemDone.class::isInstance);
	}

	@Test
	void aSilentModelMayBeAskedAgain() {
		this.openai.responses().stream(ModelAnswer.of("Hel").hang());
		Backend impatient = this.services.shared("CHATKIT_MODEL=gpt-5.5", "CHATKIT_MODEL_TIMEOUT=100ms");
		AgentException error = catchThrowableOfType(AgentException.class,
				() -> impatient.bean(Agent.class).respond(RecordingTurn.of("hello")));
		assertThat(error.event()).isEqualTo(new ThreadEvent.Error("stream.error", null, true));
	}

	@Test
	void whatIsTheOperatorsFaultDoesNotOfferToTryAgain() {
		Backend wrong = this.services.shared("CHATKIT_MODEL=no-such-model");
		AgentException error = catchThrowableOfType(AgentException.class,
				() -> wrong.bean(Agent.class).respond(RecordingTurn.of("hello")));
		assertThat(error.event()).isEqualTo(new ThreadEvent.Error("stream.error", null, false));
	}

	@Test
	void beyondTheLimitOfStreamsNothingIsAsked() throws Exception {
		Backend small = this.services.shared("CHATKIT_MODEL=gpt-5.5", "CHATKIT_MAX_STREAMS=1");
		OpenAIGateway gateway = small.bean(OpenAIGateway.class);
		try (EventStream _ = gateway.stream(new OpenAIOperation("test"),
				ResponseCreateParams.builder().model("gpt-5.5").input("Hello").build(), Duration.ofMinutes(1))) {
			AgentException error = catchThrowableOfType(AgentException.class,
					() -> small.bean(Agent.class).respond(RecordingTurn.of("hello")));
			assertThat(error.event()).isEqualTo(new ThreadEvent.Error("stream.error", null, true));
		}
		assertThat(this.openai.requests()).isEmpty();
	}

	@Test
	void thoughtsAreDoneWhenTheAnswerFails() {
		this.openai.responses().stream(ModelAnswer.begin().reasoning("Hm").failed("server_error", "no"));
		RecordingTurn turn = RecordingTurn.of("hello");
		assertThatExceptionOfType(AgentException.class).isThrownBy(() -> this.agent.respond(turn));
		assertThat(turn.events()).last().isInstanceOf(ThreadEvent.ItemDone.class);
	}

	@Test
	void anIncompleteAnswerKeepsItsText() {
		this.openai.responses().stream(ModelAnswer.of("Hel").incomplete("max_output_tokens"));
		RecordingTurn turn = RecordingTurn.of("hello");
		AgentException error = catchThrowableOfType(AgentException.class, () -> this.agent.respond(turn));
		assertThat(error.event().message()).contains("maximum length");
		assertThat(turn.events()).last().isInstanceOf(ThreadEvent.ItemDone.class);
	}

	@Test
	void aCancelledTurnClosesTheModelsStream() throws Exception {
		this.openai.responses().stream(ModelAnswer.of("Hel").hang());
		RecordingTurn turn = RecordingTurn.of("hello");
		CompletableFuture<Void> answered = CompletableFuture.runAsync(() -> respond(turn),
				(task) -> Thread.ofVirtual().start(task));
		ThreadEvent event = turn.take();
		while (!isDelta(event)) {
			event = turn.take();
		}
		turn.cancel();
		assertThat(catchThrowable(answered::join)).hasCauseInstanceOf(CancellationException.class);
		await().until(() -> this.openai.responses().left() == 1);
	}

	private void respond(Turn turn) {
		try {
			this.agent.respond(turn);
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
	}

	@Test
	void reportsWhatTheAnswerHasCost() throws Exception {
		this.openai.responses().stream(ModelAnswer.begin().reasoning("A long thought").text("Hello"));
		RecordingTurn turn = RecordingTurn.of("hello");
		this.agent.respond(turn);
		assertThat(turn.usages()).singleElement().satisfies((usage) -> {
			assertThat(usage.model()).isEqualTo("gpt-5.5");
			assertThat(usage.requestId()).startsWith("req_");
			assertThat(usage.inputTokens()).isPositive();
			assertThat(usage.outputTokens()).isGreaterThan(usage.reasoningTokens());
			assertThat(usage.reasoningTokens()).isPositive();
			assertThat(usage.cachedTokens()).isZero();
		});
	}

	@Test
	@ChatKitTest(settings = "CHATKIT_MODEL=gpt-5.5", beans = OwnAgent.class)
	void anAgentOfTheApplicationReplacesIt(Backend backend) {
		assertThat(backend.bean(Agent.class)).isInstanceOf(OwnAgent.class);
	}

	@Test
	void isNotThereWithoutAModel() {
		Backend withoutModel = this.services.shared();
		assertThatExceptionOfType(NoSuchBeanDefinitionException.class).isThrownBy(() -> withoutModel.bean(Agent.class));
	}

	private static boolean isDelta(ThreadEvent event) {
		return event instanceof ThreadEvent.ItemUpdated updated && updated.update() instanceof ItemUpdate.TextDelta;
	}

	private static JsonNode json(String text) {
		return new JsonMapper().readTree(text);
	}

	/**
	 * Ways in which a stream fails.
	 */
	enum Failure {

		CUT(ModelAnswer::cut),

		EARLY_END(ModelAnswer::endEarly),

		FAILED((answer) -> answer.failed("server_error", "The server had an error")),

		ERROR((answer) -> answer.error("server_error", "The server had an error")),

		RATE_LIMIT((answer) -> answer.error("rate_limit_exceeded", "Slow down"));

		private final UnaryOperator<ModelAnswer> answer;

		Failure(UnaryOperator<ModelAnswer> answer) {
			this.answer = answer;
		}

	}

	/**
	 * An agent of an application.
	 */
	static class OwnAgent implements Agent {

		@Override
		public void respond(Turn turn) {
			turn.message().append("Hello").close();
		}

	}

}
