package io.github.chatkitbackend.session;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.github.chatkitbackend.Answer;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a frontend may send to the open service, and what it gets.
 */
@ExtendWith(OutputCaptureExtension.class)
@ChatKitTest
class SessionEndpointTests {

	private final Backend backend;

	private final OpenAIStandIn openai;

	SessionEndpointTests(Backend backend, OpenAIStandIn openai) {
		this.backend = backend;
		this.openai = openai;
	}

	@Test
	void answersWithSecretIdAndExpiry() {
		Answer answer = this.backend.session();
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Content-Type")).isEqualTo("application/json");
		assertThat(answer.json().propertyNames()).containsExactly("client_secret", "session_id", "expires_at");
		assertThat(answer.json().path("client_secret").stringValue()).startsWith("ek_");
		assertThat(answer.json().path("session_id").stringValue()).startsWith("cksess_");
		assertThat(Instant.parse(answer.json().path("expires_at").stringValue())).isBetween(
				Instant.now().plus(Duration.ofMinutes(9)), Instant.now().plus(Duration.ofMinutes(10)).plusSeconds(1));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "/api/chatkit/session", "/api/chatkit/sessions", "/chatkit/session", "/api/create-session" })
	void answersOnEveryPathThatFrontendsCall(String path) {
		assertThat(this.backend.post(path, "").status()).isEqualTo(200);
	}

	@Test
	void sendsOpenAIJustTheWorkflowAndTheUserWhenNothingElseIsSet() {
		this.backend.post("/api/chatkit/session", """
				{"user": "device-123"}""");
		assertThat(this.openai.lastBody()).hasToString("""
				{"user":"device-123","workflow":{"id":"wf_stand_in"}}""");
	}

	@Test
	void sendsNoTelemetryHeaders() {
		this.backend.session();
		RecordedRequest request = this.openai.requests().getFirst();
		assertThat(request.getHeaders().names()).noneMatch((name) -> name.toLowerCase().startsWith("x-stainless"));
		assertThat(request.getHeaders().get("User-Agent")).isEqualTo("chatkit-backend");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "  \n", "{}", """
			{"user": null}""", """
			{"deviceId": "x", "context": {"a": [1]}, "workflowId": "wf_other"}""" })
	void takesAnEmptyBodyAndUnknownFieldsForAnAnonymousVisitor(String body) {
		assertThat(this.backend.post("/api/chatkit/session", body).status()).isEqualTo(200);
		assertThat(this.openai.lastBody().path("user").stringValue()).matches("anon-[0-9a-f-]{36}");
		assertThat(this.openai.lastBody().at("/workflow/id").stringValue()).isEqualTo(OpenAIStandIn.WORKFLOW_ID);
	}

	@ParameterizedTest
	@ValueSource(strings = { """
			{"user": "device-123"}""", """
			{"user": {"id": "device-123"}}""", """
			{"user": {"id": "device-123", "name": "Ada"}, "other": 1}""" })
	void takesTheUserAsStringOrAsObject(String body) {
		assertThat(this.backend.post("/api/chatkit/session", body).status()).isEqualTo(200);
		assertThat(this.openai.lastBody().path("user").stringValue()).isEqualTo("device-123");
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json", "text/plain;charset=UTF-8", "application/x-www-form-urlencoded",
			"multipart/form-data", "multipart/form-data; boundary=x", "nonsense" })
	void takesAnyContentType(String contentType) {
		Answer answer = this.backend.post("/api/chatkit/session", """
				{"user": "device-123"}""", "Content-Type", contentType);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(this.openai.lastBody().path("user").stringValue()).isEqualTo("device-123");
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/event-stream", "text/html", "*/*" })
	void answersJsonWhateverIsAccepted(String accept) {
		Answer answer = this.backend.session("Accept", accept);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Content-Type")).isEqualTo("application/json");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{", "{\"user\": }", "{} {}", "nonsense", "\u0000", "{\"user\": \"\\ud800\"}" })
	void refusesWhatIsNoJson(String body) {
		assertRefused(body);
	}

	@ParameterizedTest
	@ValueSource(strings = { "[]", "\"device-123\"", "1", "true", "null" })
	void refusesJsonThatIsNoObject(String body) {
		assertThat(assertRefused(body)).contains("must be a JSON object");
	}

	@ParameterizedTest
	@ValueSource(strings = { """
			{"user": 1}""", """
			{"user": true}""", """
			{"user": []}""", """
			{"user": {}}""", """
			{"user": {"id": 1}}""", """
			{"user": {"id": null}}""" })
	void refusesUsersOfOtherTypes(String body) {
		assertThat(assertRefused(body)).contains("user must be a string");
	}

	@ParameterizedTest
	@ValueSource(strings = { """
			{"user": ""}""", """
			{"user": " \\t"}""", """
			{"user": {"id": ""}}""" })
	void refusesBlankUsers(String body) {
		assertThat(assertRefused(body)).contains("must not be blank");
	}

	@Test
	void takesUsersOf512CharactersAndNoMore() {
		assertThat(this.backend.post("/api/chatkit/session", user("é".repeat(512))).status()).isEqualTo(200);
		assertThat(this.openai.lastBody().path("user").stringValue()).isEqualTo("é".repeat(512));
		this.openai.reset();
		assertThat(assertRefused(user("é".repeat(513)))).contains("512");
	}

	@Test
	void takesBodiesOf16KiBAndNoMore() {
		String largest = user("x") + " ".repeat(16 * 1024 - user("x").length());
		assertThat(this.backend.post("/api/chatkit/session", largest).status()).isEqualTo(200);
		this.openai.reset();
		Answer answer = this.backend.post("/api/chatkit/session", largest + " ");
		assertThat(answer.status()).isEqualTo(413);
		assertThat(answer.code()).isEqualTo("request_too_large");
		assertThat(this.openai.requests()).isEmpty();
	}

	@Test
	void takesChunkedBodiesOf16KiBAndNoMore() {
		assertThat(chunked(16 * 1024).status()).isEqualTo(200);
		assertThat(chunked(16 * 1024 + 1).code()).isEqualTo("request_too_large");
	}

	@Test
	void doesNotWaitForTheRestOfAnAnnouncedBody() throws IOException {
		assertThat(raw("Content-Length: 1000000000", "x")).startsWith("HTTP/1.1 413");
	}

	@Test
	void doesNotWaitForTheRestOfAChunkedBody() throws IOException {
		String chunk = "4000\r\n" + "x".repeat(0x4000) + "\r\n";
		assertThat(raw("Transfer-Encoding: chunked", chunk + "2\r\nxx\r\n")).startsWith("HTTP/1.1 413");
	}

	@Test
	void discardsTheRestSoThatTheAnswerIsNotLost() throws IOException {
		try (Socket socket = new Socket("127.0.0.1", this.backend.port())) {
			socket.setSoTimeout(5_000);
			OutputStream out = socket.getOutputStream();
			out.write(head("Content-Length: 20000000"));
			assertThat(socket.getInputStream().read()).isEqualTo('H');
			out.write(new byte[20_000_000]);
			assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
				.startsWith("TTP/1.1 413 ")
				.contains("request_too_large");
		}
	}

	@Test
	void logsOneLineThatNamesTheSessionAndNotTheUser(CapturedOutput output) {
		int before = output.getAll().length();
		Answer answer = this.backend.post("/api/chatkit/session", user("alice@example.com"));
		String log = output.getAll().substring(before);
		assertThat(log.lines().filter((line) -> line.contains(" INFO ") && line.contains("SessionService")))
			.singleElement()
			.asString()
			.contains(answer.json().path("session_id").stringValue())
			.containsPattern("OpenAI took \\d+ ms \\(request req_[0-9a-f]+\\)");
		assertThat(log).doesNotContain("alice", answer.json().path("client_secret").stringValue());
	}

	@Test
	void callsOpenAIOnVirtualThreads() {
		this.backend.session();
		// Tomcat names its virtual threads so; platform threads are http-nio-…-exec
		assertThat(Thread.getAllStackTraces().keySet())
			.noneMatch((thread) -> thread.getName().matches("http-nio-.*-exec-.*"));
	}

	@Test
	void usesOneConnectionForCallsInTurn() {
		for (int i = 0; i < 5; i++) {
			this.backend.session();
		}
		List<Integer> connections = this.openai.requests().stream().map(RecordedRequest::getConnectionIndex).toList();
		assertThat(connections).hasSize(5).containsOnly(connections.getFirst());
	}

	private static String user(String user) {
		return "{\"user\": \"" + user + "\"}";
	}

	private String assertRefused(String body) {
		Answer answer = this.backend.post("/api/chatkit/session", body);
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.code()).isEqualTo("invalid_request");
		assertThat(this.openai.requests()).isEmpty();
		return answer.json().path("detail").stringValue();
	}

	private Answer chunked(int length) {
		byte[] body = (user("x") + " ".repeat(length - user("x").length())).getBytes(StandardCharsets.UTF_8);
		return this.backend.send("POST", "/api/chatkit/session",
				BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
	}

	/**
	 * Sends the beginning of a request and reads the beginning of the answer.
	 */
	private String raw(String header, String beginning) throws IOException {
		try (Socket socket = new Socket("127.0.0.1", this.backend.port())) {
			OutputStream out = socket.getOutputStream();
			out.write(head(header));
			out.write(beginning.getBytes(StandardCharsets.US_ASCII));
			socket.setSoTimeout(5_000);
			return new String(socket.getInputStream().readNBytes(12), StandardCharsets.UTF_8);
		}
	}

	private static byte[] head(String header) {
		return ("POST /api/chatkit/session HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n\r\n")
			.getBytes(StandardCharsets.US_ASCII);
	}

}
