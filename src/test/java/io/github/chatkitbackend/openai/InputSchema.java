package io.github.chatkitbackend.openai;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import tools.jackson.databind.JsonNode;

/**
 * The items of {@code input} of {@code POST /v1/responses}: messages, calls of tools and
 * their outputs, reasoning.
 */
final class InputSchema {

	private static final Shape TYPE = Shape.STRING;

	private static final Shape STATUS = Shape.oneOf("in_progress", "completed", "incomplete");

	private static final Shape URL = Shape.STRING
		.and(Shape.value((node) -> node.stringValue().matches("(?s)(https?://|data:[\\w.+/-]+;base64,).+"),
				"Expected a valid URL, but got a value with an invalid format."));

	private static final Shape INPUT_PARTS = Shape.list(Shape.byType(
			Map.of("input_text", Shape.object().required("type", TYPE).required("text", Shape.STRING), "input_image",
					Shape.object()
						.required("type", TYPE)
						.optional("detail", Shape.oneOf("low", "high", "auto", "original"))
						.optional("image_url", URL)
						.optional("file_id", Shape.id("file-"))
						.and(anyOf("image_url", "file_id")),
					"input_file",
					Shape.object()
						.required("type", TYPE)
						.optional("detail", Shape.oneOf("low", "high"))
						.optional("file_data", URL)
						.optional("file_url", URL)
						.optional("file_id", Shape.id("file-"))
						.optional("filename", Shape.STRING)
						.and(anyOf("file_data", "file_url", "file_id")))));

	private static final Shape OUTPUT_PARTS = Shape.list(Shape.byType(Map.of("output_text",
			Shape.object()
				.required("type", TYPE)
				.required("text", Shape.STRING)
				.optional("annotations", Shape.list(Shape.MAP))
				.optional("logprobs", Shape.list(Shape.MAP)),
			"refusal", Shape.object().required("type", TYPE).required("refusal", Shape.STRING))));

	private static final Map<String, Shape> ITEMS = items();

	private InputSchema() {
	}

	/**
	 * The shape of {@code input}.
	 */
	static Shape input() {
		return Shape.stringOr(Shape.list(InputSchema::checkItem));
	}

	private static void checkItem(String path, JsonNode item) {
		if (item.has("role") && item.path("type").asString("message").equals("message")) {
			message(item.path("role").asString("")).check(path, item);
		}
		else {
			Shape.byType(ITEMS).check(path, item);
		}
	}

	private static Shape message(String role) {
		boolean answer = role.equals("assistant");
		return Shape.object()
			.optional("type", TYPE)
			.required("role", Shape.oneOf("assistant", "system", "developer", "user"))
			.required("content", Shape.stringOr(answer ? OUTPUT_PARTS : INPUT_PARTS))
			.optional("id", Shape.id("msg"))
			.optional("phase", Shape.oneOf("commentary", "final_answer"))
			.optional("status", STATUS);
	}

	private static Map<String, Shape> items() {
		Map<String, Shape> items = new HashMap<>();
		items.put("message", message("user"));
		items.put("function_call",
				item("fc").required("call_id", Shape.string(64))
					.required("name", Shape.pattern("[a-zA-Z0-9_-]{1,64}"))
					.required("arguments", Shape.STRING));
		items.put("function_call_output",
				item("fc").required("call_id", Shape.string(64)).required("output", Shape.stringOr(INPUT_PARTS)));
		items.put("reasoning",
				Shape.object()
					.required("type", TYPE)
					.required("id", Shape.id("rs"))
					.required("summary",
							Shape.list(Shape.byType(Map.of("summary_text",
									Shape.object().required("type", TYPE).required("text", Shape.STRING)))))
					.optional("content", Shape.list(Shape.MAP))
					.optional("encrypted_content", Shape.STRING)
					.optional("status", STATUS));
		items.put("item_reference", Shape.object().required("type", TYPE).required("id", Shape.STRING));
		items.put("image_generation_call",
				Shape.object()
					.required("type", TYPE)
					.required("id", Shape.id("ig"))
					.required("status", Shape.STRING)
					.required("result", Shape.nullable(Shape.STRING)));
		for (String call : new String[] { "web_search_call", "file_search_call", "code_interpreter_call" }) {
			items.put(call, Shape.MAP);
		}
		return items;
	}

	private static Fields item(String prefix) {
		return Shape.object().required("type", TYPE).optional("id", Shape.id(prefix)).optional("status", STATUS);
	}

	private static Shape anyOf(String... names) {
		return (path, node) -> {
			for (String name : names) {
				if (node.hasNonNull(name)) {
					return;
				}
			}
			throw Fields.missing(Fields.join(path, names[0]));
		};
	}

	/**
	 * Every call of a function needs its output, and the other way round.
	 */
	static void checkCalls(JsonNode input) {
		Set<String> calls = callIds(input, "function_call");
		Set<String> outputs = callIds(input, "function_call_output");
		calls.stream().filter((id) -> !outputs.contains(id)).findFirst().ifPresent((id) -> {
			throw new Refusal(400, null, "input", "No tool output found for function call %s.".formatted(id));
		});
		outputs.stream().filter((id) -> !calls.contains(id)).findFirst().ifPresent((id) -> {
			throw new Refusal(400, null, "input",
					"No tool call found for function call output with call_id %s.".formatted(id));
		});
	}

	private static Set<String> callIds(JsonNode input, String type) {
		Set<String> ids = new HashSet<>();
		input.valueStream()
			.filter((item) -> item.path("type").asString("").equals(type))
			.forEach((item) -> ids.add(item.path("call_id").stringValue()));
		return ids;
	}

}
