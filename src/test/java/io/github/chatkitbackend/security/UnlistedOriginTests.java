package io.github.chatkitbackend.security;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;

import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.web.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The log names the origins whose pages are refused, as those pages cannot read why.
 */
@ExtendWith(OutputCaptureExtension.class)
@ChatKitTest(shared = false, settings = "CHATKIT_ALLOWED_ORIGINS=https://app.example.com")
class UnlistedOriginTests {

	private final Backend backend;

	UnlistedOriginTests(Backend backend) {
		this.backend = backend;
	}

	@Test
	void areNamedOnceEach(CapturedOutput output) {
		for (int i = 0; i < 3; i++) {
			this.backend.session("Origin", "https://one.example.com");
			preflight("https://two.example.com");
			this.backend.session("Origin", "https://app.example.com");
		}
		assertThat(lines(output)).hasSize(2)
			.allMatch((line) -> line.contains(" WARN ") && line.contains("CHATKIT_ALLOWED_ORIGINS"))
			.anyMatch((line) -> line.contains("pages of https://one.example.com,"))
			.anyMatch((line) -> line.contains("pages of https://two.example.com,"));
	}

	@Test
	void areNotNamedWithoutEndWhenCallersMakeThemUp(CapturedOutput output) {
		for (int i = 0; i < 100; i++) {
			preflight("https://a" + i + ".example.com");
		}
		assertThat(lines(output)).hasSizeBetween(10, 50);
	}

	@Test
	void areMadeSafeForTheLog(CapturedOutput output) {
		RawHttp.send(this.backend.port(), "POST /api/chatkit/session HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
				+ "Origin: https://x\tFORGED\u009b31m" + "y".repeat(3_000) + "\r\n\r\n");
		assertThat(lines(output)).singleElement()
			.asString()
			.contains("https://x?FORGED?31myyy", "yyy..., which")
			.doesNotContain("y".repeat(250));
	}

	private void preflight(String origin) {
		this.backend.send("OPTIONS", "/api/chatkit/session", BodyPublishers.noBody(), "Origin", origin,
				"Access-Control-Request-Method", "POST");
	}

	private static List<String> lines(CapturedOutput output) {
		return output.getAll().lines().filter((line) -> line.contains("Refusing calls from pages of")).toList();
	}

}
