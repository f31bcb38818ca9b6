package io.github.chatkitbackend.chat.server;

import java.util.List;

import io.github.chatkitbackend.Answer;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.UserToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Chat without the widget: a message in, an answer out.
 */
@ChatKitTest(beans = ScriptedAgent.class, settings = { "CHATKIT_MODEL=scripted", "CHATKIT_BACKEND_TOKEN=token",
		"CHATKIT_JWT_SECRET=" + UserToken.SECRET })
class SimpleChatTests {

	private static final JsonMapper JSON = new JsonMapper();

	private final Backend backend;

	private final ChatUser alice;

	SimpleChatTests(Backend backend) {
		this.backend = backend;
		this.alice = new ChatUser(backend, "alice");
	}

	@Test
	void answersAMessageAndContinuesItsConversation() {
		Answer first = post(message("hello"));
		assertThat(first.status()).isEqualTo(200);
		assertThat(first.header("Content-Type")).isEqualTo("application/json");
		assertThat(first.json().propertyNames()).containsExactly("conversation_id", "response", "tool_calls");
		assertThat(first.json().path("response").stringValue()).isEqualTo("echo: hello");
		assertThat(first.json().path("tool_calls")).isEmpty();
		String id = first.json().path("conversation_id").stringValue();
		Answer second = post(message("again", "\"" + id + "\""));
		assertThat(second.json().path("conversation_id").stringValue()).isEqualTo(id);
		assertThat(this.alice.texts(id)).containsExactly("hello", "echo: hello", "again", "echo: again");
	}

	@Test
	void joinsTheMessagesOfATurn() {
		assertThat(post(message("title")).json().path("response").stringValue()).isEqualTo("A\n\nB");
	}

	@Test
	void namesTheToolsThatWereCalledInThisTurnOnly() {
		Answer called = post(message("tool"));
		assertThat(called.json().path("tool_calls"))
			.isEqualTo(JSON.readTree("[{\"name\": \"foo\", \"arguments\": {\"aB\": 1, \"n\": null}}]"));
		assertThat(called.json().path("response").stringValue()).isEmpty();
		Answer next = post(message("hello", called.json().path("conversation_id").toString()));
		assertThat(next.json().path("tool_calls")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "stream", "title", "tool", "misc" })
	void streamsTheTextAndEndsWithTheWholeAnswer(String message) {
		Answer stream = stream(message(message));
		assertThat(stream.header("Content-Type")).startsWith("text/event-stream");
		List<JsonNode> events = events(stream);
		JsonNode last = events.getLast();
		assertThat(events.getFirst().propertyNames()).containsExactly("conversation_id");
		assertThat(events.getFirst().path("conversation_id")).isEqualTo(last.path("conversation_id"));
		StringBuilder text = new StringBuilder();
		events.subList(1, events.size() - 1).forEach((event) -> text.append(event.path("delta").stringValue()));
		assertThat(last.path("response").stringValue()).isEqualTo(text.toString());
		assertThat(post(message(message)).json().path("response")).isEqualTo(last.path("response"));
	}

	@Test
	void streamsEachPieceOfText() {
		assertThat(stream(message("stream")).body()).contains("data: {\"delta\":\"Hel\"}\n\n",
				"data: {\"delta\":\"lo\"}\n\n");
	}

	@Test
	void answersAFailureOfTheAgent() {
		Answer unexpected = post(message("error"));
		assertThat(unexpected.status()).isEqualTo(502);
		assertThat(unexpected.code()).isEqualTo("answer_failed");
		assertThat(unexpected.body()).doesNotContain("only the log");
		assertThat(post(message("errorcustom")).json().path("message").stringValue()).isEqualTo("nope");
	}

	@Test
	void endsAStreamWithTheErrorOfTheAgent() {
		List<JsonNode> events = events(stream(message("error")));
		assertThat(events).anyMatch((event) -> event.path("delta").asString("").equals("partial"));
		assertThat(events.getLast().path("code").stringValue()).isEqualTo("answer_failed");
		assertThat(events.getLast().path("status").intValue()).isEqualTo(502);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[]", "{}", "{\"message\": 1}", "{\"message\": \" \"}", "{\"message\": null}",
			"{\"message\": \"hi\", \"conversation_id\": []}", "{\"message\": \"hi\", \"conversation_id\": true}" })
	void refusesWhatIsNotAMessage(String body) {
		Answer refused = post(body);
		assertThat(refused.status()).isEqualTo(400);
		assertThat(refused.code()).isEqualTo("invalid_request");
	}

	@ParameterizedTest
	@ValueSource(strings = { "1", "12345678901234567890", "1.5", "\"thr_1\"", "\"\"" })
	void doesNotFindAConversationThatDoesNotExist(String id) {
		assertThat(post(message("hello", id)).code()).isEqualTo("thread_not_found");
		assertThat(stream(message("hello", id)).status()).isEqualTo(404);
	}

	@Test
	void doesNotFindTheConversationOfSomebodyElse() {
		String id = post(message("hello")).json().path("conversation_id").toString();
		Answer refused = this.backend.post("/api/chat", message("mine now", id), "Authorization",
				UserToken.of("mallory"));
		assertThat(refused.status()).isEqualTo(404);
		assertThat(refused.code()).isEqualTo("thread_not_found");
	}

	@Test
	void takesTheUserOfATokenInThePath() {
		Answer answer = this.backend.post("/api/alice/chat", message("hello"), "Authorization", UserToken.of("alice"));
		assertThat(this.alice.threads()).contains(answer.json().path("conversation_id").stringValue());
		Answer other = this.backend.post("/api/bob/chat", message("hello"), "Authorization", UserToken.of("alice"));
		assertThat(other.status()).isEqualTo(403);
		assertThat(other.code()).isEqualTo("forbidden");
	}

	@Test
	void letsAServerNameTheUserInThePath() {
		Answer answer = this.backend.post("/api/alice/chat", message("hello"), "Authorization", "Bearer token");
		assertThat(this.alice.threads()).contains(answer.json().path("conversation_id").stringValue());
		Answer contradiction = this.backend.post("/api/bob/chat", message("hello"), "Authorization", "Bearer token",
				"ChatKit-User", "alice");
		assertThat(contradiction.code()).isEqualTo("forbidden");
	}

	@Test
	void needsAToken() {
		assertThat(this.backend.post("/api/chat", message("hello")).status()).isEqualTo(401);
		assertThat(this.backend.post("/api/alice/chat", message("hello")).status()).isEqualTo(401);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/chat", "/api/alice/chat" })
	void takesMessagesOfTheSizeOfTheWidgets(String path) {
		String[] server = { "Authorization", "Bearer token", "ChatKit-User", "alice" };
		assertThat(this.backend.post(path, message("x".repeat(100_000)), server).status()).isEqualTo(200);
		assertThat(this.backend.post(path, message("x".repeat(2_000_000)), server).code())
			.isEqualTo("request_too_large");
	}

	@Test
	@ChatKitTest(shared = false, beans = ScriptedAgent.class,
			settings = { "CHATKIT_MODEL=scripted", "CHATKIT_MESSAGES_PER_MINUTE=1" })
	void sharesTheLimitOfMessagesWithTheWidget(Backend limited) {
		assertThat(limited.post("/chatkit", ChatUser.create("hello")).status()).isEqualTo(200);
		Answer refused = limited.post("/api/chat", message("hello"));
		assertThat(refused.status()).isEqualTo(429);
		assertThat(refused.header("Retry-After")).isNotNull();
	}

	@Test
	@ChatKitTest(beans = ScriptedAgent.class, settings = "CHATKIT_MODEL=scripted")
	void recognizesVisitorsByTheirCookieAndBelievesNoPath(Backend open) {
		Answer first = open.post("/api/chat", message("hello"));
		String cookie = first.header("Set-Cookie").replaceAll(";.*", "");
		String id = first.json().path("conversation_id").toString();
		assertThat(open.post("/api/chat", message("again", id), "Cookie", cookie).status()).isEqualTo(200);
		assertThat(open.post("/api/chat", message("again", id)).code()).isEqualTo("thread_not_found");
		assertThat(open.post("/api/alice/chat", message("hello"), "Cookie", cookie).code()).isEqualTo("forbidden");
	}

	private Answer post(String body) {
		return this.backend.post("/api/chat", body, "Authorization", UserToken.of("alice"));
	}

	private Answer stream(String body) {
		return this.backend.post("/api/chat", body, "Authorization", UserToken.of("alice"), "Accept",
				"text/event-stream");
	}

	private static List<JsonNode> events(Answer stream) {
		return stream.body()
			.lines()
			.filter((line) -> line.startsWith("data: "))
			.map((line) -> JSON.readTree(line.substring("data: ".length())))
			.toList();
	}

	private static String message(String text) {
		return "{\"message\": \"%s\"}".formatted(text);
	}

	private static String message(String text, String conversation) {
		return "{\"message\": \"%s\", \"conversation_id\": %s}".formatted(text, conversation);
	}

}
