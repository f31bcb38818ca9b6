package io.github.chatkitbackend.chat.responses;

import java.util.List;
import java.util.concurrent.CountDownLatch;

import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.Services;
import io.github.chatkitbackend.chat.agent.Agent;
import io.github.chatkitbackend.chat.protocol.ThreadEvent;
import io.github.chatkitbackend.openai.ModelAnswer;
import io.github.chatkitbackend.openai.OpenAIGateway;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The second call, which finds a title.
 */
@ChatKitTest(settings = "CHATKIT_MODEL=gpt-5.5")
class ThreadTitlesTests {

	private final OpenAIStandIn openai;

	private final Backend backend;

	private final Services services;

	private final Agent agent;

	private final RecordingTurn turn = new RecordingTurn(RecordingTurn.question("Where is Rome?"));

	ThreadTitlesTests(OpenAIStandIn openai, Backend backend, Services services) {
		this.openai = openai;
		this.backend = backend;
		this.services = services;
		this.agent = backend.bean(Agent.class);
	}

	@Test
	void aThreadGetsATitle() throws Exception {
		this.openai.responses().whole(ModelAnswer.of("\"The place", " of Rome\"\n"));
		this.agent.respond(this.turn);
		assertThat(this.turn.thread().title()).isEqualTo("The place of Rome");
	}

	@Test
	void asksForLittle() throws Exception {
		this.agent.respond(this.turn);
		JsonNode request = request();
		assertThat(request.propertyNames()).containsExactlyInAnyOrder("model", "store", "safety_identifier",
				"instructions", "input", "max_output_tokens");
		assertThat(request.path("input").asString()).isEqualTo("Where is Rome?");
		assertThat(request.path("max_output_tokens").asInt()).isEqualTo(512);
	}

	@ParameterizedTest
	@CsvSource({ "high, low", "low, low", "none, none", "minimal, minimal" })
	void thinksLittle(String effort, String asked) throws Exception {
		this.services.shared("CHATKIT_MODEL=gpt-5.5", "CHATKIT_REASONING_EFFORT=" + effort)
			.bean(Agent.class)
			.respond(this.turn);
		assertThat(request().at("/reasoning/effort").asString()).isEqualTo(asked);
	}

	@Test
	void aThreadKeepsItsTitle() throws Exception {
		RecordingTurn titled = RecordingTurn.of("Where is Rome?");
		this.agent.respond(titled);
		assertThat(titled.thread().title()).isEqualTo("A title");
		assertThat(this.openai.requests()).hasSize(1);
	}

	@Test
	void titlesCanBeSwitchedOff() throws Exception {
		this.services.shared("CHATKIT_MODEL=gpt-5.5", "CHATKIT_THREAD_TITLES_ENABLED=false")
			.bean(Agent.class)
			.respond(this.turn);
		assertThat(this.openai.requests()).hasSize(1);
		assertThat(this.turn.thread().title()).isNull();
	}

	@Test
	void aTitleThatFailsChangesNothing() throws Exception {
		this.openai.responses().whole(ModelAnswer.begin().failed("server_error", "no"));
		assertAnsweredWithoutATitle();
	}

	@Test
	void aRefusedRequestChangesNothing() {
		this.openai.answerAlways(OpenAIStandIn.error(500, null, "no").build());
		ResponsesProperties properties = new ResponsesProperties("gpt-5.5", List.of(), false, List.of(), null, null,
				null, 40, 1000);
		ThreadTitles titles = new ThreadTitles(this.backend.bean(OpenAIGateway.class),
				new ModelRequests(properties, (_) -> null), true);
		titles.finish(this.turn, titles.begin(this.turn));
		assertThat(this.turn.thread().title()).isNull();
	}

	@Test
	void aTitleThatTakesTooLongIsNotWaitedFor() throws Exception {
		CountDownLatch never = new CountDownLatch(1);
		this.openai.responses().whole(ModelAnswer.begin().await(never));
		try {
			assertAnsweredWithoutATitle();
		}
		finally {
			never.countDown();
		}
	}

	private void assertAnsweredWithoutATitle() throws Exception {
		this.agent.respond(this.turn);
		assertThat(this.turn.thread().title()).isNull();
		assertThat(this.turn.events()).last().isInstanceOf(ThreadEvent.ItemDone.class);
	}

	/**
	 * The request for the title, which may be the first or the second.
	 */
	private JsonNode request() {
		List<JsonNode> requests = this.openai.requests()
			.stream()
			.map((request) -> new JsonMapper().readTree(request.getBody().utf8()))
			.filter((body) -> !body.path("stream").asBoolean(false))
			.toList();
		assertThat(requests).hasSize(1);
		return requests.getFirst();
	}

}
