package io.github.chatkitbackend.web;

import java.net.http.HttpRequest.BodyPublishers;

import io.github.chatkitbackend.Answer;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.Services;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The actuator's endpoints take nothing from callers but the path, on either port.
 */
@ExtendWith(OutputCaptureExtension.class)
@ChatKitTest(settings = { "MANAGEMENT_PORT=0", "CHATKIT_DEMO_ENABLED=true" })
class ManagementPortTests {

	private final Backend backend;

	private final Backend shared;

	ManagementPortTests(Backend backend, Services services) {
		this.backend = backend;
		this.shared = services.shared("CHATKIT_BACKEND_TOKEN=token");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/docs", "/openapi.json", "/docs/swagger-ui.css", "/demo/demo.js", "/health",
			"/api/chatkit/session", "/actuatorx", "/actuator/../docs", "/nope" })
	void servesNothingElse(String path) {
		Answer answer = this.backend.management(path);
		assertThat(answer.status()).isIn(400, 404);
		assertThat(answer.code()).isIn("invalid_request", "not_found");
	}

	@Test
	void servesTheActuator() {
		for (String path : new String[] { "/actuator", "/actuator/health", "/actuator/info", "/actuator/prometheus" }) {
			assertThat(this.backend.management(path).status()).isEqualTo(200);
		}
		assertThat(this.backend.management("/actuator/nope").code()).isEqualTo("not_found");
	}

	@Test
	void itsContainerAnswersWithTheSameBodyAsTheMainOne() {
		String answer = RawHttp.send(managementPort(),
				"GET /actuator/health HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(20_000) + "\r\n\r\n");
		assertThat(answer).startsWith("HTTP/1.1 431").contains("\"code\":\"request_headers_too_large\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator", "/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness",
			"/actuator/info", "/actuator/prometheus" })
	void bodiesAreIgnoredWhateverIsInThem(String path, CapturedOutput output) {
		int before = output.getAll().length();
		for (String body : new String[] { "{", "[]", "{\"a\":{\"b\":1}}", "{\"a\\nFORGED\":[}", "x".repeat(100_000) }) {
			assertThat(this.shared
				.send("GET", path, BodyPublishers.ofString(body), "Content-Type", "application/json", "Authorization",
						"Bearer token")
				.status()).isEqualTo(200);
			assertThat(RawHttp.send(managementPort(), chunked(path, body))).startsWith("HTTP/1.1 200");
		}
		assertThat(output.getAll().substring(before)).doesNotContain(" WARN ", " ERROR ", "FORGED");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /actuator/health?%zz=1", "GET /actuator/health?a=%zz", "POST /actuator/health",
			"DELETE /actuator/health", "TRACE /actuator/health", "OPTIONS /actuator/health" })
	void oddRequestsAreTheCallersFaultAndNotLogged(String request, CapturedOutput output) {
		int before = output.getAll().length();
		for (int port : new int[] { managementPort(), this.shared.port() }) {
			for (String accept : new String[] { "*/*", "a" }) {
				assertThat(RawHttp.send(port,
						request + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAccept: " + accept + "\r\n\r\n"))
					.containsPattern("^HTTP/1.1 (200|400|405|406)");
			}
		}
		assertThat(output.getAll().substring(before)).doesNotContain(" WARN ", " ERROR ");
	}

	private static String chunked(String path, String body) {
		return "GET " + path
				+ " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
				+ Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n";
	}

	private int managementPort() {
		return this.backend.bean(Environment.class).getRequiredProperty("local.management.port", Integer.class);
	}

}
