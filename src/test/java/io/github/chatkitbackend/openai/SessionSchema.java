package io.github.chatkitbackend.openai;

import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import tools.jackson.databind.JsonNode;

/**
 * The parameters of {@code POST /v1/chatkit/sessions} and their limits, as OpenAI's API
 * description states them.
 */
final class SessionSchema {

	private static final int MAX_STATE_VARIABLES = 64;

	private static final Map<String, Rule> RULES = Map.ofEntries(Map.entry("user", Rule.string(1)),
			Map.entry("workflow", Rule.object("id")), Map.entry("workflow.id", Rule.string(1)),
			Map.entry("workflow.version", Rule.string(1)), Map.entry("workflow.state_variables", Rule.variables()),
			Map.entry("workflow.tracing", Rule.object()), Map.entry("workflow.tracing.enabled", Rule.bool()),
			Map.entry("expires_after", Rule.object("anchor", "seconds")),
			Map.entry("expires_after.anchor",
					new Rule((node) -> node.isString() && node.stringValue().equals("created_at"), "'created_at'")),
			Map.entry("expires_after.seconds", Rule.integer(1, 600)), Map.entry("rate_limits", Rule.object()),
			Map.entry("rate_limits.max_requests_per_1_minute", Rule.integer(1, Integer.MAX_VALUE)),
			Map.entry("chatkit_configuration", Rule.object()),
			Map.entry("chatkit_configuration.automatic_thread_titling", Rule.object()),
			Map.entry("chatkit_configuration.automatic_thread_titling.enabled", Rule.bool()),
			Map.entry("chatkit_configuration.file_upload", Rule.object()),
			Map.entry("chatkit_configuration.file_upload.enabled", Rule.bool()),
			Map.entry("chatkit_configuration.file_upload.max_file_size", Rule.integer(1, 512)),
			Map.entry("chatkit_configuration.file_upload.max_files", Rule.integer(1, Integer.MAX_VALUE)),
			Map.entry("chatkit_configuration.history", Rule.object()),
			Map.entry("chatkit_configuration.history.enabled", Rule.bool()),
			Map.entry("chatkit_configuration.history.recent_threads", Rule.integer(1, Integer.MAX_VALUE)));

	private static final Rule ROOT = Rule.object("user", "workflow");

	private SessionSchema() {
	}

	static void check(JsonNode body) {
		check("", body, ROOT);
	}

	private static void check(String path, JsonNode node, Rule rule) {
		if (!rule.form.test(node)) {
			throw new Refusal(400, "invalid_value", path,
					"Invalid value for '%s': expected %s.".formatted(path, rule.expectation));
		}
		for (String required : rule.required) {
			if (!node.has(required)) {
				String missing = join(path, required);
				throw new Refusal(400, "missing_required_parameter", missing,
						"Missing required parameter: '%s'.".formatted(missing));
			}
		}
		if (!path.equals("workflow.state_variables")) {
			node.properties().forEach((property) -> checkProperty(join(path, property.getKey()), property.getValue()));
		}
	}

	private static void checkProperty(String path, JsonNode node) {
		Rule rule = RULES.get(path);
		if (rule == null) {
			throw new Refusal(400, "unknown_parameter", path, "Unknown parameter: '%s'.".formatted(path));
		}
		check(path, node, rule);
	}

	private static String join(String path, String name) {
		return path.isEmpty() ? name : path + "." + name;
	}

	/**
	 * What one parameter must be.
	 */
	private record Rule(Predicate<JsonNode> form, String expectation, Set<String> required) {

		Rule(Predicate<JsonNode> form, String expectation) {
			this(form, expectation, Set.of());
		}

		static Rule object(String... required) {
			return new Rule(JsonNode::isObject, "an object", Set.of(required));
		}

		static Rule string(int minLength) {
			return new Rule((node) -> node.isString() && node.stringValue().length() >= minLength,
					"a string of at least %d characters".formatted(minLength));
		}

		static Rule bool() {
			return new Rule(JsonNode::isBoolean, "a boolean");
		}

		static Rule integer(int min, int max) {
			return new Rule((node) -> node.isIntegralNumber() && node.canConvertToInt() && node.intValue() >= min
					&& node.intValue() <= max, "an integer between %d and %d".formatted(min, max));
		}

		static Rule variables() {
			return new Rule(
					(node) -> node.isObject() && node.size() <= MAX_STATE_VARIABLES
							&& node.properties()
								.stream()
								.allMatch((variable) -> variable.getKey().length() <= 64
										&& variable.getValue().isValueNode() && !variable.getValue().isNull()),
					"at most 64 primitive values with keys of at most 64 characters");
		}

	}

}
