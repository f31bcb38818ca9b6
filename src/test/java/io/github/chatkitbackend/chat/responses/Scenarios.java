package io.github.chatkitbackend.chat.responses;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The recorded scenarios of the reference implementation, as far as an agent can tell.
 */
final class Scenarios {

	private static final JsonMapper JSON = new JsonMapper();

	/** Ids of the recording, ids of this service, and ids of the model. */
	private static final Pattern ID = Pattern.compile("\"(msg|wf)(#\\d+|_up_\\d+|_[0-9a-f]+)\"");

	private Scenarios() {
	}

	/**
	 * What an agent sends in the first step of a scenario, normalised.
	 */
	static List<JsonNode> events(String name) throws IOException {
		return events(name, 0);
	}

	/**
	 * What an agent sends in a step of a scenario, normalised.
	 */
	static List<JsonNode> events(String name, int step) throws IOException {
		try (InputStream in = Scenarios.class.getResourceAsStream("/conformance/scenarios.json")) {
			return JSON.readTree(in)
				.valueStream()
				.filter((scenario) -> scenario.path("scenario").stringValue().equals(name))
				.flatMap((scenario) -> scenario.path("steps").path(step).path("events").valueStream())
				.dropWhile((event) -> !event.path("type").stringValue().equals("stream_options"))
				.skip(1)
				.collect(Collectors.collectingAndThen(Collectors.toList(), Scenarios::normalised));
		}
	}

	/**
	 * Replace ids and times, so that two recordings can be compared.
	 */
	static List<JsonNode> normalised(List<JsonNode> events) {
		Map<String, String> ids = new HashMap<>();
		String text = ID.matcher(JSON.writeValueAsString(events))
			.replaceAll((id) -> ids.computeIfAbsent(id.group(), (_) -> "\"id " + ids.size() + "\""));
		return JSON
			.readTree(text.replaceAll("\"created_at\":\"[^\"]+\"", "\"created_at\":\"<ts>\"")
				.replaceAll("\"thread_id\":\"[^\"]+\"", "\"thread_id\":\"thr\""))
			.valueStream()
			.toList();
	}

}
