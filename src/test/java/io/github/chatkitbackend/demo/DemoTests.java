package io.github.chatkitbackend.demo;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;

import io.github.chatkitbackend.Answer;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.Services;
import io.github.chatkitbackend.error.ErrorCode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The demo page over HTTP; what it does in a browser is told elsewhere.
 */
@ChatKitTest(settings = { "CHATKIT_DEMO_ENABLED=true", "CHATKIT_BACKEND_TOKEN=token" })
class DemoTests {

	private final Backend backend;

	private final Services services;

	DemoTests(Backend backend, Services services) {
		this.backend = backend;
		this.services = services;
	}

	@Test
	void isNotThereByDefault() {
		Backend other = this.services.shared();
		for (String path : new String[] { "/demo", "/demo/demo.js" }) {
			assertThat(other.get(path).code()).isEqualTo("not_found");
		}
		Backend guarded = this.services.shared("CHATKIT_BACKEND_TOKEN=token");
		assertThat(guarded.get("/demo").code()).isEqualTo("unauthorized");
		assertThat(guarded.get("/demo", "Authorization", "Bearer token").code()).isEqualTo("not_found");
	}

	@Test
	void isOpenToEveryone() {
		assertServed(this.backend.get("/demo"), "text/html", "<!doctype html>");
		assertServed(this.backend.get("/demo", "Authorization", "Bearer wrong"), "text/html", "<!doctype html>");
		assertServed(this.backend.get("/demo/demo.js"), "text/javascript", "import");
		assertServed(this.backend.get("/demo/advice.js"), "text/javascript", "export");
		assertServed(this.backend.get("/demo/demo.css"), "text/css", ":root");
		assertThat(this.backend.send("HEAD", "/demo", BodyPublishers.noBody()).status()).isEqualTo(200);
	}

	@Test
	void loadsBehindAProxyThatHidesItsOrigin() {
		Answer module = this.backend.get("/demo/demo.js", "Origin", "https://chat.example.com");
		assertServed(module, "text/javascript", "import");
		assertThat(module.header("Access-Control-Allow-Origin")).isNull();
		assertThat(this.backend.get("/demo", "Origin", "https://chat.example.com").status()).isEqualTo(403);
	}

	@Test
	void opensNothingElse() {
		for (String path : new String[] { "/demo/nope", "/demo/nope.js", "/demo/demo.html", "/demo/" }) {
			assertThat(this.backend.get(path).code()).as(path).isEqualTo("not_found");
		}
		assertThat(this.backend.post("/demo", "").code()).isEqualTo("method_not_allowed");
		assertThat(this.backend.get("/demo/more/nope").code()).isEqualTo("unauthorized");
		assertThat(this.backend.get("/demo/..%2fapplication.yaml").status()).isEqualTo(400);
		assertThat(this.backend.get("/application.yaml").status()).isEqualTo(401);
		assertThat(this.backend.session().status()).isEqualTo(401);
	}

	@Test
	void hasAPolicyThatAllowsScriptsOfTheWidgetOnly() {
		assertThat(this.backend.get("/demo").header("Content-Security-Policy")).contains("default-src 'none'",
				"script-src 'self' https://cdn.platform.openai.com;", "frame-src https://cdn.platform.openai.com;",
				"frame-ancestors 'none'");
		assertThat(this.backend.get("/health").header("Content-Security-Policy")).isNull();
	}

	@Test
	void knowsWhatToDoAboutEveryError() {
		String advice = this.backend.get("/demo/advice.js").body();
		assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::code))
			.allSatisfy((code) -> assertThat(advice).contains("\n  " + code + ": "));
	}

	private static void assertServed(Answer answer, String type, String content) {
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Content-Type")).startsWith(type);
		assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
		assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(answer.body()).contains(content);
	}

}
