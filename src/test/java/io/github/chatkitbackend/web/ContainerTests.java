package io.github.chatkitbackend.web;

import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Tomcat answers by itself.
 */
@ExtendWith(OutputCaptureExtension.class)
@ChatKitTest
class ContainerTests {

	private final Backend backend;

	ContainerTests(Backend backend) {
		this.backend = backend;
	}

	@Test
	void headersThatAreTooLongHaveAnErrorOfTheirOwn() {
		for (String path : new String[] { "/api/chatkit/session", "/" + "a".repeat(10_000) }) {
			// Tomcat closes the connection without reading the rest of the headers.
			// Java's
			// HTTP client may notice the reset before it reads the response
			String answer = RawHttp.send(this.backend.port(),
					"POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nAuthorization: Bearer "
							+ "a".repeat(20_000) + "\r\n\r\n");
			assertThat(answer).startsWith("HTTP/1.1 431 ")
				.contains("\"code\":\"request_headers_too_large\"", "\"title\":\"Request Header Fields Too Large\"");
		}
		assertThat(this.backend.post("/api/chatkit/session", "", "X", "a".repeat(7_000)).status()).isEqualTo(200);
	}

	@Test
	void traceIsRefusedLikeAnyUnknownMethodAndEchoesNothing() {
		for (String method : new String[] { "TRACE", "BREW" }) {
			String answer = RawHttp.send(this.backend.port(), method
					+ " /api/chatkit/session HTTP/1.1\r\nHost: x\r\nCookie: a=secret\r\nConnection: close\r\n\r\n");
			assertThat(answer).startsWith("HTTP/1.1 400")
				.contains("\"code\":\"invalid_request\"")
				.doesNotContain("Allow:", "secret");
		}
	}

	@Test
	void malformedAcceptHeadersAreNotLogged(CapturedOutput output) {
		int before = output.getAll().length();
		for (String path : new String[] { "/health", "/docs", "/docs/docs.js", "/nope", "/actuator/health" }) {
			assertThat(this.backend.get(path, "Accept", "a").status()).isLessThan(500);
		}
		assertThat(this.backend.session("Accept", "a").status()).isEqualTo(200);
		assertThat(output.getAll().substring(before)).doesNotContain(" WARN ", " ERROR ");
	}

}
