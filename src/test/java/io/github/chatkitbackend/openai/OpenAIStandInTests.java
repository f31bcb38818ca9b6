package io.github.chatkitbackend.openai;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import io.github.chatkitbackend.ChatKitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The stand-in is as strict as OpenAI, or the other tests prove nothing.
 */
@ChatKitTest
class OpenAIStandInTests {

	private static final JsonMapper JSON = new JsonMapper();

	private static final String GOOD = """
			{"user": "u", "workflow": {"id": "wf_stand_in"}}""";

	private final OpenAIStandIn openai;

	OpenAIStandInTests(OpenAIStandIn openai) {
		this.openai = openai;
	}

	@Test
	void answersCompletely() throws Exception {
		HttpResponse<String> response = post(GOOD, OpenAIStandIn.API_KEY, "chatkit_beta=v1", "application/json");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("x-request-id")).isPresent();
		JsonNode session = JSON.readTree(response.body());
		assertThat(session.propertyNames()).containsExactlyInAnyOrder("id", "object", "expires_at", "client_secret",
				"workflow", "user", "rate_limits", "max_requests_per_1_minute", "status", "chatkit_configuration");
		assertThat(session.at("/chatkit_configuration")).hasToString(
				"""
						{"automatic_thread_titling":{"enabled":true},"file_upload":{"enabled":false,"max_file_size":512,"max_files":10},"history":{"enabled":true,"recent_threads":null}}""");
	}

	@Test
	void wantsTheRightKey() throws Exception {
		assertThat(post(GOOD, "sk-other", "chatkit_beta=v1", "application/json").statusCode()).isEqualTo(401);
	}

	@Test
	void wantsTheBetaHeader() throws Exception {
		assertThat(post(GOOD, OpenAIStandIn.API_KEY, "chatkit_beta=v2", "application/json").statusCode())
			.isEqualTo(400);
	}

	@Test
	void wantsJson() throws Exception {
		assertThat(post(GOOD, OpenAIStandIn.API_KEY, "chatkit_beta=v1", "text/plain").statusCode()).isEqualTo(400);
		assertThat(post("{", OpenAIStandIn.API_KEY, "chatkit_beta=v1", "application/json").statusCode()).isEqualTo(400);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					{"workflow": {"id": "wf_stand_in"}}                                                     | 400 | missing_required_parameter | user
					{"user": "", "workflow": {"id": "wf_stand_in"}}                                         | 400 | invalid_value              | user
					{"user": 1, "workflow": {"id": "wf_stand_in"}}                                          | 400 | invalid_value              | user
					{"user": "u"}                                                                           | 400 | missing_required_parameter | workflow
					{"user": "u", "workflow": {}}                                                           | 400 | missing_required_parameter | workflow.id
					{"user": "u", "workflow": {"id": "wf_stand_in"}, "inputs": {}}                          | 400 | unknown_parameter          | inputs
					{"user": "u", "workflow": {"id": "wf_stand_in", "extra": 1}}                            | 400 | unknown_parameter          | workflow.extra
					{"user": "u", "workflow": {"id": "wf_stand_in", "state_variables": {"a": {}}}}          | 400 | invalid_value              | workflow.state_variables
					{"user": "u", "workflow": {"id": "wf_stand_in"}, "expires_after": {"seconds": 60}}      | 400 | missing_required_parameter | expires_after.anchor
					{"user": "u", "workflow": {"id": "wf_stand_in"}, "expires_after": {"anchor": "created_at", "seconds": 601}}  | 400 | invalid_value | expires_after.seconds
					{"user": "u", "workflow": {"id": "wf_stand_in"}, "expires_after": {"anchor": "last_use", "seconds": 60}}     | 400 | invalid_value | expires_after.anchor
					{"user": "u", "workflow": {"id": "wf_stand_in"}, "rate_limits": {"max_requests_per_1_minute": 0}}            | 400 | invalid_value | rate_limits.max_requests_per_1_minute
					{"user": "u", "workflow": {"id": "wf_stand_in"}, "chatkit_configuration": {"file_upload": {"max_file_size": 513}}} | 400 | invalid_value | chatkit_configuration.file_upload.max_file_size
					{"user": "u", "workflow": {"id": "wf_unknown"}}                                         | 404 |                            |
					""")
	void refusesWhatOpenAIRefuses(String body, int status, String code, String param) throws Exception {
		HttpResponse<String> response = post(body, OpenAIStandIn.API_KEY, "chatkit_beta=v1", "application/json");
		assertThat(response.statusCode()).isEqualTo(status);
		JsonNode error = JSON.readTree(response.body()).path("error");
		assertThat(error.propertyNames()).containsExactly("message", "type", "param", "code");
		assertThat(error.path("code").asStringOpt().orElse(null)).isEqualTo(code);
		assertThat(error.path("param").asStringOpt().orElse(null)).isEqualTo(param);
	}

	@ParameterizedTest
	@CsvSource({ "GET, /v1/chatkit/sessions", "POST, /v1/chatkit/session", "POST, /v1/chatkit/sessions/x",
			"POST, /chatkit/sessions", "GET, /v1" })
	void refusesUnknownOperationsAsOpenAIDoes(String method, String path) throws Exception {
		URI url = URI.create(this.openai.baseUrl()).resolve(path);
		HttpResponse<String> response = HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(url).method(method, HttpRequest.BodyPublishers.noBody()).build(),
					HttpResponse.BodyHandlers.ofString());
		assertThat(response.statusCode()).isEqualTo(404);
		assertThat(response.body()).isEqualTo("""
				{"error":{"message":"Invalid URL (%s %s)","type":"invalid_request_error","param":null,"code":null}}"""
			.formatted(method, path));
	}

	@Test
	void recordsAndFailsEachOperationApart() throws Exception {
		Operation other = new Operation("POST", "/others");
		this.openai.calls(other).answerNext(OpenAIStandIn.error(500, null, "not for sessions").build());
		this.openai.calls(Operation.CREATE_SESSION).answerNext(OpenAIStandIn.error(503, null, "for sessions").build());
		assertThat(post(GOOD, OpenAIStandIn.API_KEY, "chatkit_beta=v1", "application/json").statusCode())
			.isEqualTo(503);
		assertThat(post(GOOD, OpenAIStandIn.API_KEY, "chatkit_beta=v1", "application/json").statusCode())
			.isEqualTo(200);
		assertThat(this.openai.calls(Operation.CREATE_SESSION).requests()).hasSize(2);
		assertThat(this.openai.calls(Operation.CREATE_SESSION).lastBody().path("user").stringValue()).isEqualTo("u");
		assertThat(this.openai.calls(other).requests()).isEmpty();
		this.openai.reset();
		assertThat(this.openai.calls(Operation.CREATE_SESSION).requests()).isEmpty();
	}

	private HttpResponse<String> post(String body, String key, String beta, String contentType)
			throws IOException, InterruptedException {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create(this.openai.baseUrl() + "/chatkit/sessions"))
				.headers("Authorization", "Bearer " + key, "OpenAI-Beta", beta, "Content-Type", contentType)
				.POST(HttpRequest.BodyPublishers.ofString(body))
				.build(), HttpResponse.BodyHandlers.ofString());
	}

}
