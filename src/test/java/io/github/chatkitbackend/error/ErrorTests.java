package io.github.chatkitbackend.error;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;

import io.github.chatkitbackend.Answer;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One error body, from whatever layer.
 */
@ChatKitTest
class ErrorTests {

	private final Backend backend;

	ErrorTests(Backend backend) {
		this.backend = backend;
	}

	@Test
	void hasTheMembersOfRfc9457AndOurs() {
		Answer answer = this.backend.post("/api/chatkit/session", "[]");
		assertThat(answer.header("Content-Type")).isEqualTo("application/json");
		assertThat(answer.body()).isEqualTo(
				"""
						{"type":"about:blank","title":"Bad Request","status":400,"detail":"The body must be a JSON object such as {\\"user\\": \\"device-123\\"}, or empty.","instance":"/api/chatkit/session","code":"invalid_request","error":"The body must be a JSON object such as {\\"user\\": \\"device-123\\"}, or empty.","message":"The body must be a JSON object such as {\\"user\\": \\"device-123\\"}, or empty."}""");
	}

	@Test
	void isProblemJsonForThoseWhoAskForIt() {
		Answer answer = this.backend.post("/api/chatkit/session", "[]", "Accept",
				"application/problem+json, application/json");
		assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/nope", "/error", "/api/chatkit/session/x", "/favicon.ico" })
	void unknownPathsAreNotFound(String path) {
		Answer answer = this.backend.get(path);
		assertThat(answer.status()).isEqualTo(404);
		assertThat(answer.code()).isEqualTo("not_found");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "PUT", "DELETE", "PATCH" })
	void wrongMethodsAreNamedWithTheRightOnes(String method) {
		Answer answer = this.backend.send(method, "/api/chatkit/session", BodyPublishers.noBody());
		assertThat(answer.status()).isEqualTo(405);
		assertThat(answer.code()).isEqualTo("method_not_allowed");
		assertThat(answer.header("Allow")).isEqualTo("POST");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET //x;y HTTP/1.1\r\nHost: x", "GET /health HTTP/1.1", "GET /a b HTTP/1.1\r\nHost: x",
			"GET /\u0001 HTTP/1.1\r\nHost: x", "BREW /health HTTP/1.1\r\nHost: x" })
	void containerAndFirewallAnswerWithTheSameBody(String request) throws IOException {
		String answer = raw(request);
		assertThat(answer).startsWith("HTTP/1.1 400")
			.contains("Cache-Control: no-store", "Content-Type: application/json", "\"code\":\"invalid_request\"",
					"\"error\":\"");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "POST /api/chatkit/session HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
					"POST /api/chatkit/session HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: foo",
					"GET /health HTTP/3.9\r\nHost: x" })
	void brokenHttpIsTheCallersFault(String request) throws IOException {
		assertThat(raw(request)).containsPattern("^HTTP/1.1 (400|501|505)").contains("\"code\":\"invalid_request\"");
	}

	@Test
	void actuatorsErrorsHaveTheSameBody() {
		Answer answer = this.backend.get("/actuator/health/nope");
		assertThat(answer.status()).isEqualTo(404);
		assertThat(answer.code()).isEqualTo("not_found");
	}

	private String raw(String request) throws IOException {
		try (Socket socket = new Socket("127.0.0.1", this.backend.port())) {
			socket.setSoTimeout(5_000);
			socket.getOutputStream()
				.write((request + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
