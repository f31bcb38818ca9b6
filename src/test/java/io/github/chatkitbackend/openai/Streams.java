package io.github.chatkitbackend.openai;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.openai.models.responses.ResponseCreateParams;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.error.ApiException;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Opens streams as the service does, and reads them.
 */
final class Streams {

	static final OpenAIOperation OPERATION = new OpenAIOperation("test_stream");

	private Streams() {
	}

	static EventStream open(Backend backend) {
		return open(backend, Duration.ofMinutes(1));
	}

	static EventStream open(Backend backend, Duration limit) {
		return backend.bean(OpenAIGateway.class)
			.stream(OPERATION, ResponseCreateParams.builder().model("gpt-5.5").input("Hello").build(), limit);
	}

	static List<JsonNode> readAll(EventStream stream) {
		try (stream) {
			List<JsonNode> events = new ArrayList<>();
			for (JsonNode event = stream.next(); event != null; event = stream.next()) {
				events.add(event);
			}
			return events;
		}
	}

	static ApiException failure(EventStream stream) {
		return catchThrowableOfType(ApiException.class, () -> readAll(stream));
	}

	static void readUntil(EventStream stream, String type) {
		String read = "";
		while (!read.equals(type)) {
			read = stream.next().path("type").stringValue();
		}
	}

	static List<String> types(List<JsonNode> events) {
		return events.stream().map((event) -> event.path("type").stringValue()).toList();
	}

	static String text(List<JsonNode> events) {
		StringBuilder text = new StringBuilder();
		events.stream()
			.filter((event) -> event.path("type").stringValue().equals("response.output_text.delta"))
			.forEach((event) -> text.append(event.path("delta").stringValue()));
		return text.toString();
	}

}
