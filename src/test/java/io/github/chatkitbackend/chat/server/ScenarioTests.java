package io.github.chatkitbackend.chat.server;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.github.chatkitbackend.Answer;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the reference implementation answered when it was recorded. Deviations are
 * intended; each names its reason.
 */
@ChatKitTest(beans = ScriptedAgent.class, settings = { "CHATKIT_MODEL=scripted", "CHATKIT_BACKEND_TOKEN=token" })
class ScenarioTests {

	private static final JsonMapper JSON = new JsonMapper();

	/** These need tools or images, which do not exist yet. */
	private static final Set<String> NOT_YET = Set.of("responses:agent text", "responses:agent reason",
			"responses:agent image", "responses:agent refusal", "responses:agent guard ok",
			"responses:agent guard blocked", "responses:agent ctool");

	/**
	 * Scenario and step, and what is answered instead. The reference answers 500, breaks
	 * the connection, or sends an empty stream (sections 2.4 and 20 of the protocol).
	 */
	private static final Map<String, String> DEVIATIONS = Map.ofEntries(
			// An unknown item is 404 in place of an empty stream
			Map.entry("follow-up 7", "404 item_not_found"),
			// An unknown thread is 404 in place of 500
			Map.entry("follow-up 11", "404 thread_not_found"),
			// Conflicting state is 409, before the stream begins
			Map.entry("retry-non-user 1", "409 conflict"), Map.entry("client-tool 3", "409 conflict"),
			Map.entry("structured:skipped 2", "409 conflict"), Map.entry("structured:explicit-skip 2", "409 conflict"),
			Map.entry("custom-action 3", "409 conflict"), Map.entry("custom-action 7", "409 conflict"),
			// A file without bytes cannot be sent, and an unknown one is 404 in place of
			// a broken stream
			Map.entry("attachments 1", "409 conflict"), Map.entry("attachments 3", "404 attachment_not_found"),
			// An invalid request is 400 in place of 500
			Map.entry("invalid:bad-json 0", "400 invalid_request"),
			Map.entry("invalid:unknown-type 0", "400 invalid_request"),
			Map.entry("invalid:missing-params 0", "400 invalid_request"),
			Map.entry("invalid:missing-inference-options 0", "400 invalid_request"),
			Map.entry("invalid:metadata-null 0", "400 invalid_request"),
			Map.entry("invalid:bad-order 0", "400 invalid_request"),
			// The data of a tag is optional in the widget's own types
			Map.entry("invalid:tag-without-data 0", "200"));

	/** The reference prints payloads as Python does. */
	private static final Map<String, String> PYTHON = Map.of("clicked {'aB': 1}", "clicked {\\\"aB\\\":1}", "act None",
			"act null");

	private final Backend backend;

	ScenarioTests(Backend backend) {
		this.backend = backend;
	}

	@TestFactory
	Stream<DynamicTest> answersLikeTheReference() throws IOException {
		try (InputStream scenarios = ScenarioTests.class.getResourceAsStream("/conformance/scenarios.json")) {
			return JSON.readTree(scenarios)
				.valueStream()
				.filter((scenario) -> !NOT_YET.contains(scenario.path("scenario").stringValue()))
				.map((scenario) -> DynamicTest.dynamicTest(scenario.path("scenario").stringValue(),
						() -> play(scenario)));
		}
	}

	private void play(JsonNode scenario) {
		Recording recording = new Recording();
		int number = 0;
		for (JsonNode step : scenario.path("steps")) {
			JsonNode request = step.path("request");
			Answer answer = this.backend.post("/chatkit",
					recording.denormalize(request.isString() ? request.stringValue() : request.toString()),
					"Authorization", "Bearer token", "ChatKit-User", "alice");
			String deviation = DEVIATIONS.get(scenario.path("scenario").stringValue() + " " + number++);
			if (deviation != null) {
				assertThat(deviation).startsWith(String.valueOf(answer.status()));
				assertThat(answer.status() == 200 || deviation.endsWith(" " + answer.code())).isTrue();
				assertThat(answer.status() == 200 || answer.json().path("message").isString()).isTrue();
			}
			else {
				assertSame(step, answer, recording);
			}
		}
	}

	private static void assertSame(JsonNode step, Answer answer, Recording recording) {
		assertThat(answer.status()).isEqualTo(step.path("status").intValue());
		if (step.has("events")) {
			assertThat(answer.header("Content-Type")).isEqualTo("text/event-stream;charset=utf-8");
			assertThat(recording.events(answer.body()))
				.containsExactlyElementsOf(step.path("events").valueStream().map((event) -> translate(event)).toList());
		}
		else {
			assertThat(answer.header("Content-Type")).isEqualTo("application/json");
			assertThat(JSON.readTree(links(recording.normalize(answer.body()))))
				.isEqualTo(JSON.readTree(links(translate(step.path("json")).toString())));
		}
	}

	/**
	 * Each service has its own links, and needs headers of its own.
	 */
	private static String links(String json) {
		return json.replaceAll("\"(url|preview_url)\":\"http://[^\"]*\"", "\"$1\":\"(link)\"")
			.replaceAll("\"headers\":\\{[^}]*}", "\"headers\":{}");
	}

	private static JsonNode translate(JsonNode expected) {
		String json = expected.toString();
		for (Map.Entry<String, String> text : PYTHON.entrySet()) {
			json = json.replace(text.getKey(), text.getValue());
		}
		return JSON.readTree(json);
	}

}
