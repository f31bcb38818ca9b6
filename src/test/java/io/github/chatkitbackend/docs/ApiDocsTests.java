package io.github.chatkitbackend.docs;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.chatkitbackend.Answer;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.Services;
import io.github.chatkitbackend.UserToken;
import io.github.chatkitbackend.error.ErrorCode;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The description of the API says what the API does: real answers, good and bad, are
 * validated against it.
 */
@ChatKitTest(settings = { "CHATKIT_BACKEND_TOKEN=token", "CHATKIT_WORKFLOWS=sales=wf_sales",
		"CHATKIT_OPENAI_DEADLINE=1s", "CHATKIT_MODEL=gpt-5.4", "CHATKIT_JWT_SECRET=" + UserToken.SECRET })
class ApiDocsTests {

	private static final String SESSION = "/api/chatkit/session";

	private static final List<String> SESSIONS = List.of(SESSION, "/api/chatkit/sessions", "/chatkit/session",
			"/api/create-session");

	private static final String[] SERVER = { "Authorization", "Bearer token", "ChatKit-User", "alice" };

	private static final String MESSAGE = """
			{"type": "threads.create", "params": {"input": {"content": [{"type": "input_text", "text": "Hello"}],
			  "attachments": [], "inference_options": {}}}}""";

	private final Backend backend;

	private final OpenAIStandIn openai;

	private final JsonNode description;

	ApiDocsTests(Backend backend, OpenAIStandIn openai) {
		this.backend = backend;
		this.openai = openai;
		this.description = backend.get("/openapi.json").json();
	}

	@Test
	void isOpenApi31AndOpenToEveryone() {
		assertThat(this.description.path("openapi").stringValue()).startsWith("3.1.");
		assertThat(this.description.path("paths").propertyNames()).startsWith(SESSIONS.toArray(String[]::new))
			.endsWith("/chatkit", "/chatkit/config", "/api/chat", "/api/{user}/chat", "/attachments",
					"/attachments/{id}", "/attachments/{id}/content", "/attachments/{id}/preview", "/api/users/{id}",
					"/api/users/{id}/export", "/api/users", "/api/users/export", "/health")
			.hasSize(17);
		assertThat(this.description.at("/components/securitySchemes").propertyNames()).containsExactly("backendToken",
				"userToken");
	}

	@Test
	void describesGoodAnswers() {
		assertDescribed("/health", "get", this.backend.get("/health"));
		for (String path : SESSIONS) {
			assertDescribed(path, "post", this.backend.post(path, "", "Authorization", "Bearer token"));
		}
	}

	@Test
	void describesTheOptionsOfTheWidget() {
		assertDescribed("/chatkit/config", "get", this.backend.get("/chatkit/config", SERVER));
		assertDescribed("/chatkit/config", "get", this.backend.get("/chatkit/config"));
	}

	@Test
	void describesAnswersOfChat() {
		String list = this.description.at("/paths/~1chatkit/post/requestBody/content/application~1json/example")
			.toString();
		assertDescribed("/chatkit", "post", this.backend.post("/chatkit", list, SERVER));
		assertThat(this.backend.post("/chatkit", MESSAGE, SERVER).header("Content-Type"))
			.startsWith("text/event-stream");
		String unknown = "{\"type\": \"threads.get_by_id\", \"params\": {\"thread_id\": \"thr_0\"}}";
		for (String body : List.of("{", unknown, "x".repeat(2_000_000))) {
			assertDescribed("/chatkit", "post", this.backend.post("/chatkit", body, SERVER));
		}
		assertDescribed("/chatkit", "post", this.backend.post("/chatkit", list));
		assertDescribed("/chatkit", "post", this.backend.get("/chatkit", SERVER));
	}

	@ParameterizedTest
	@CsvSource({ "/api/chat,/api/chat", "/api/{user}/chat,/api/alice/chat" })
	void describesAnswersOfTheSimpleApi(String path, String url) {
		String example = this.description.path("paths")
			.path(path)
			.at("/post/requestBody/content/application~1json/example")
			.toString();
		assertDescribed(path, "post", this.backend.post(url, example, SERVER));
		for (String body : List.of("{", "{\"message\": \"Hello\", \"conversation_id\": 1}", "x".repeat(2_000_000))) {
			assertDescribed(path, "post", this.backend.post(url, body, SERVER));
		}
		assertDescribed(path, "post", this.backend.post(url, example));
		assertDescribed(path, "post", this.backend.get(url, SERVER));
		this.openai.answerAlways(OpenAIStandIn.error(400, null, "upstream").build());
		assertDescribed(path, "post", this.backend.post(url, example, SERVER));
	}

	@Test
	void describesFiles() {
		String form = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nHello\r\n--b--\r\n";
		String[] headers = { "Content-Type", "multipart/form-data; boundary=b", "Authorization", "Bearer token",
				"ChatKit-User", "alice" };
		Answer attached = this.backend.post("/attachments", form, headers);
		assertDescribed("/attachments", "post", attached);
		assertDescribed("/attachments", "post", this.backend.post("/attachments", "x", headers));
		assertDescribed("/attachments", "post", this.backend.post("/attachments", "x"));
		String file = "/attachments/" + attached.json().path("id").stringValue();
		assertThat(this.backend.get(file, SERVER).body()).isEqualTo("Hello");
		assertDescribed("/attachments/{id}", "get", this.backend.get("/attachments/atc_0", SERVER));
		for (String query : List.of("", "?expires=1&signature=x")) {
			assertDescribed("/attachments/{id}/preview", "get", this.backend.get(file + "/preview" + query));
			assertDescribed("/attachments/{id}/content", "put",
					this.backend.send("PUT", file + "/content" + query, BodyPublishers.ofString("x")));
		}
	}

	@ParameterizedTest
	@CsvSource({ "/api/users/{id},/api/users/alice", "/api/users,/api/users?id=alice" })
	void describesTheDeletionOfAUser(String path, String url) {
		this.backend.post("/chatkit", MESSAGE, SERVER);
		Answer deleted = delete(url, SERVER);
		assertThat(deleted.json().path("threads").intValue()).isPositive();
		assertDescribed(path, "delete", deleted);
		assertDescribed(path, "delete", delete(url.replace("alice", "%20"), SERVER));
		assertDescribed(path, "delete", delete(url));
		assertDescribed(path, "delete", delete(url, "Authorization", UserToken.of("alice")));
	}

	@ParameterizedTest
	@CsvSource({ "/api/users/{id}/export,/api/users/alice/export", "/api/users/export,/api/users/export?id=alice" })
	void describesTheExportOfAUser(String path, String url) {
		this.backend.post("/chatkit", MESSAGE, SERVER);
		Answer export = this.backend.get(url, SERVER);
		JsonNode good = this.description.path("paths")
			.path(path)
			.at("/get/responses/200/content/application~1x-ndjson");
		assertThat(export.header("Content-Type")).isEqualTo("application/x-ndjson");
		assertThat(export.body().lines()).hasSizeGreaterThan(1)
			.allSatisfy((line) -> assertThat(errors(good.path("schema"), line)).isEmpty());
		assertDescribed(path, "get", this.backend.get(url.replace("alice", "%20"), SERVER));
		assertDescribed(path, "get", this.backend.get(url));
		assertDescribed(path, "get", this.backend.get(url, "Authorization", UserToken.of("alice")));
	}

	@Test
	void describesBadAnswers() {
		assertDescribed(SESSION, "post", this.backend.session());
		for (String body : List.of("{", "[]", "{\"user\": 1}", "{\"workflow\": \"x\"}", "x".repeat(20_000))) {
			assertDescribed(SESSION, "post", this.backend.post(SESSION, body, "Authorization", "Bearer token"));
		}
		assertDescribed(SESSION, "post", this.backend.session("Origin", "https://evil.example.com"));
		assertDescribed(SESSION, "post", this.backend.get(SESSION, "Authorization", "Bearer token"));
		for (int status : new int[] { 400, 401, 403, 404, 429, 500 }) {
			assertDescribed(OpenAIStandIn.error(status, null, "upstream").build());
		}
		assertDescribed(new MockResponse.Builder().body("{}").build());
		assertDescribed(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build());
		assertDescribed(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
	}

	@Test
	void describesEveryErrorCodeUnderItsStatus() {
		Set<String> described = new TreeSet<>();
		this.description.at("/components/responses")
			.valueStream()
			.map((response) -> response.at("/content/application~1json/schema/allOf/1/properties/code/enum"))
			.forEach((codes) -> codes.forEach((code) -> described.add(code.stringValue())));
		assertThat(described).containsExactlyElementsOf(
				Arrays.stream(ErrorCode.values()).map(ErrorCode::code).sorted().collect(Collectors.toList()));
	}

	@Test
	void hasExamplesThatFollowItsOwnSchemas() {
		this.description.at("/components/responses").forEachEntry((_, response) -> {
			JsonNode content = response.at("/content/application~1json");
			content.path("examples").forEach((example) -> assertValid(content.path("schema"), example.path("value")));
			if (content.has("example")) {
				assertValid(content.path("schema"), content.path("example"));
			}
		});
	}

	@Test
	void noticesWhatDoesNotFollowIt() {
		JsonNode schema = this.description.at("/components/schemas/Session");
		assertThat(errors(schema, "{\"client_secret\": \"ek_1\"}")).isNotEmpty();
	}

	@Test
	void isGoneWhenSwitchedOff(Services services) {
		Backend other = services.start("CHATKIT_DOCS_ENABLED=false", "CHATKIT_BACKEND_TOKEN=token");
		for (String path : List.of("/openapi.json", "/docs", "/docs/swagger-ui.css")) {
			assertThat(other.get(path).status()).isEqualTo(401);
			assertThat(other.get(path, "Authorization", "Bearer token").status()).isEqualTo(404);
		}
	}

	@Test
	void canBeBrowsed() {
		assertThat(this.backend.get("/docs").body()).contains("<title>ChatKit Backend API</title>");
		for (String file : List.of("swagger-ui.css", "swagger-ui-bundle.js", "docs.js", "favicon-32x32.png")) {
			assertThat(this.backend.get("/docs/" + file).status()).isEqualTo(200);
		}
	}

	@Test
	void describesHeadersThatAreTooLong() {
		assertDescribed(SESSION, "post", this.backend.session("Authorization", "Bearer " + "a".repeat(9_000)));
	}

	@Test
	void theRootLeadsToIt() {
		Answer answer = this.backend.get("/");
		assertThat(answer.status()).isEqualTo(302);
		assertThat(answer.header("Location")).isEqualTo("docs");
	}

	@Test
	@ChatKitTest(settings = "CHATKIT_DOCS_ENABLED=false")
	void theRootLeadsNowhereWithoutIt(Backend other) {
		assertThat(other.get("/").status()).isEqualTo(404);
	}

	private Answer delete(String url, String... headers) {
		return this.backend.send("DELETE", url, BodyPublishers.noBody(), headers);
	}

	private void assertDescribed(MockResponse upstream) {
		this.openai.answerAlways(upstream);
		assertDescribed(SESSION, "post", this.backend.session("Authorization", "Bearer token"));
	}

	private void assertDescribed(String path, String method, Answer answer) {
		JsonNode response = resolve(this.description.path("paths")
			.path(path)
			.path(method)
			.path("responses")
			.path(Integer.toString(answer.status())));
		assertThat(response.isMissingNode()).as("a description of %d: %s", answer.status(), answer.body()).isFalse();
		assertValid(response.at("/content/application~1json/schema"), answer.json());
		response.path("headers")
			.propertyNames()
			.stream()
			.filter((name) -> !name.startsWith("RateLimit") && !name.equals("Set-Cookie"))
			.forEach((name) -> assertThat(answer.header(name)).as(name).isNotNull());
	}

	private JsonNode resolve(JsonNode node) {
		return node.has("$ref") ? this.description.at(node.path("$ref").stringValue().substring(1)) : node;
	}

	private void assertValid(JsonNode schema, JsonNode value) {
		assertThat(errors(schema, value.toString())).as(value.toString()).isEmpty();
	}

	/**
	 * Schemas refer to components, so each is put into the description and validated
	 * there.
	 */
	private List<?> errors(JsonNode schema, String value) {
		ObjectNode document = (ObjectNode) schema.deepCopy();
		document.set("components", this.description.path("components"));
		Schema validator = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
			.getSchema(SchemaLocation.of("https://example.com/" + schema.hashCode()), document);
		return validator.validate(value, InputFormat.JSON);
	}

}
