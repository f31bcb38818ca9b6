package io.github.chatkitbackend.chat.server;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The generated ids and times of one conversation, replaced by what recordings have in
 * their place.
 */
class Recording {

	private static final JsonMapper JSON = new JsonMapper();

	private static final Pattern ID = Pattern.compile("\\b(thr|msg|tc|wf|tsk|atc|shcx)_[0-9a-f]{8,}");

	private static final Pattern TIME = Pattern.compile("\"created_at\":\"([^\"]+)\"");

	private final Map<String, String> names = new LinkedHashMap<>();

	private final Map<String, Integer> counts = new HashMap<>();

	List<JsonNode> events(String body) {
		assertThat(body.lines())
			.allMatch((line) -> line.isEmpty() || line.startsWith("data: ") || line.equals(": ping"));
		return body.lines()
			.filter((line) -> line.startsWith("data: "))
			.map((line) -> JSON.readTree(normalize(line.substring("data: ".length()))))
			.toList();
	}

	String normalize(String json) {
		String named = ID.matcher(json).replaceAll((id) -> name(id.group(), id.group(1)));
		return TIME.matcher(named).replaceAll((time) -> {
			assertThat(Instant.parse(time.group(1))).isBefore(Instant.now().plusSeconds(1));
			return Matcher.quoteReplacement("\"created_at\":\"<ts>\"");
		});
	}

	private String name(String id, String prefix) {
		return this.names.computeIfAbsent(id, (_) -> prefix + "#" + this.counts.merge(prefix, 1, Integer::sum));
	}

	/**
	 * A recorded request with the ids of this conversation.
	 */
	String denormalize(String request) {
		String denormalized = request;
		for (Map.Entry<String, String> name : this.names.entrySet()) {
			denormalized = denormalized.replace("\"" + name.getValue() + "\"", "\"" + name.getKey() + "\"");
		}
		return denormalized;
	}

}
