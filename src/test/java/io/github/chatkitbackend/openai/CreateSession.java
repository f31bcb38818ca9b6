package io.github.chatkitbackend.openai;

import java.time.Instant;
import java.util.Set;

import mockwebserver3.MockResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST /v1/chatkit/sessions}, checked against {@link SessionSchema}.
 */
class CreateSession implements Route {

	private static final Set<String> WORKFLOWS = Set.of(OpenAIStandIn.WORKFLOW_ID, "wf_sales");

	private static final JsonMapper JSON = new JsonMapper();

	@Override
	public Operation operation() {
		return Operation.CREATE_SESSION;
	}

	@Override
	public MockResponse answer(ApiRequest request) {
		request.checkChatKitBeta();
		JsonNode body = request.json();
		SessionSchema.check(body);
		String workflow = body.at("/workflow/id").stringValue();
		if (!WORKFLOWS.contains(workflow)) {
			throw new Refusal(404, null, null, "Workflow with id '%s' not found.".formatted(workflow));
		}
		return ApiResponse.json(200, session(body)).build();
	}

	private static ObjectNode session(JsonNode request) {
		long seconds = request.at("/expires_after/seconds").asLong(600);
		int limit = request.at("/rate_limits/max_requests_per_1_minute").asInt(10);
		ObjectNode session = JSON.createObjectNode()
			.put("id", ApiResponse.id("cksess_", 24))
			.put("object", "chatkit.session")
			.put("expires_at", Instant.now().getEpochSecond() + seconds)
			.put("client_secret", ApiResponse.id("ek_", 32));
		workflow(session.putObject("workflow"), request.path("workflow"));
		session.put("user", request.path("user").stringValue());
		session.putObject("rate_limits").put("max_requests_per_1_minute", limit);
		session.put("max_requests_per_1_minute", limit);
		session.put("status", "active");
		configuration(session.putObject("chatkit_configuration"), request.path("chatkit_configuration"));
		return session;
	}

	private static void workflow(ObjectNode workflow, JsonNode request) {
		workflow.put("id", request.path("id").stringValue());
		workflow.set("version", orNull(request.path("version")));
		workflow.set("state_variables", orNull(request.path("state_variables")));
		workflow.putObject("tracing").put("enabled", request.at("/tracing/enabled").asBoolean(true));
	}

	private static void configuration(ObjectNode configuration, JsonNode request) {
		configuration.putObject("automatic_thread_titling")
			.put("enabled", request.at("/automatic_thread_titling/enabled").asBoolean(true));
		boolean uploads = request.at("/file_upload/enabled").asBoolean(false);
		configuration.putObject("file_upload")
			.put("enabled", uploads)
			.put("max_file_size", request.at("/file_upload/max_file_size").asInt(512))
			.put("max_files", request.at("/file_upload/max_files").asInt(10));
		ObjectNode history = configuration.putObject("history");
		history.put("enabled", request.at("/history/enabled").asBoolean(true));
		history.set("recent_threads", orNull(request.at("/history/recent_threads")));
	}

	private static JsonNode orNull(JsonNode node) {
		return node.isMissingNode() ? JSON.nullNode() : node;
	}

}
