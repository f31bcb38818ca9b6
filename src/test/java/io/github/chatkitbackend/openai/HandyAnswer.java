package io.github.chatkitbackend.openai;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the stand-in answers by itself if it has tools or files: it calls the tool that a
 * message asks for, says what came of it, and describes files.
 */
final class HandyAnswer {

	private static final Pattern ADD = Pattern
		.compile("(?i)^(?:please )?add (?<text>.+?)(?: to (?:my|the) (?:to-?do )?list)?[.!]?$");

	private static final Pattern LIST = Pattern.compile("(?i)\\b(?:list|show)\\b.*\\bitems\\b");

	private static final Pattern PLAN = Pattern.compile("(?i)\\bplan\\b.*\\bweek\\b");

	private static final Pattern DRAW = Pattern.compile("(?i)^(?:please )?draw\\b.*");

	private HandyAnswer() {
	}

	/**
	 * The answer.
	 * @param message what the user has written
	 * @param request the request
	 * @return the answer, or empty if neither tools nor files are asked for
	 */
	static Optional<ModelAnswer> to(String message, JsonNode request) {
		JsonNode input = request.path("input");
		if (input.path(input.size() - 1).path("type").asString("").equals("function_call_output")) {
			return Optional.of(words(outcome(input)));
		}
		String files = files(input);
		return files.isEmpty() ? Optional.ofNullable(call(message, request.path("tools")))
				: Optional.of(words(files + " I am a stand-in, so this is all that I can tell."));
	}

	private static ModelAnswer words(String text) {
		return ModelAnswer.of(text.split("(?<=\\s)"));
	}

	private static ModelAnswer call(String message, JsonNode tools) {
		Matcher add = ADD.matcher(message);
		if (add.matches() && has(tools, "name", "add_item")) {
			return thought("add_item").functionCall("add_item",
					new JsonMapper().createObjectNode().put("text", add.group("text")).toString());
		}
		if (LIST.matcher(message).find() && has(tools, "name", "list_items")) {
			return thought("list_items").functionCall("list_items", "{}");
		}
		if (PLAN.matcher(message).find() && has(tools, "name", "plan_week")) {
			return thought("plan_week").functionCall("plan_week", "{}");
		}
		return (DRAW.matcher(message).matches() && has(tools, "type", "image_generation"))
				? ModelAnswer.begin().image(Drawing.png(8), Drawing.png(64), Drawing.png(24)).text("This is a fern.")
				: null;
	}

	private static boolean has(JsonNode tools, String field, String value) {
		return tools.valueStream().anyMatch((tool) -> tool.path(field).asString("").equals(value));
	}

	private static ModelAnswer thought(String tool) {
		return ModelAnswer.begin().reasoning("**Looking for a tool**\n\nThe tool `%s` does this.".formatted(tool));
	}

	private static String outcome(JsonNode input) {
		JsonNode last = input.path(input.size() - 1);
		String output = text(last.path("output"));
		return switch (tool(input, last.path("call_id").asString(""))) {
			case "add_item" -> "It is on your list. " + output;
			case "list_items" -> output.lines()
				.map((line) -> "- " + line)
				.collect(Collectors.joining("\n", "This is your list:\n\n", ""));
			default -> "The tool says: " + output;
		};
	}

	private static String tool(JsonNode input, String callId) {
		return input.valueStream()
			.filter((item) -> item.path("type").asString("").equals("function_call"))
			.filter((item) -> item.path("call_id").asString("").equals(callId))
			.map((item) -> item.path("name").asString(""))
			.findFirst()
			.orElse("");
	}

	private static String text(JsonNode output) {
		return output.isString() ? output.stringValue()
				: output.valueStream().map((part) -> part.path("text").asString("")).collect(Collectors.joining(" "));
	}

	private static String files(JsonNode input) {
		return input.valueStream()
			.filter((item) -> item.path("role").asString("").equals("user"))
			.reduce((_, later) -> later)
			.stream()
			.flatMap((message) -> message.path("content").valueStream())
			.map(FileDescription::of)
			.filter(Objects::nonNull)
			.collect(Collectors.joining(" "));
	}

}
