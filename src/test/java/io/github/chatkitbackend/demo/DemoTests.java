package io.github.chatkitbackend.demo;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;

import io.github.chatkitbackend.Answer;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.error.ErrorCode;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The demo page over HTTP; what it does in a browser is told elsewhere.
 */
class DemoTests {

	private static OpenAIStandIn openai;

	private static Backend backend;

	@BeforeAll
	static void start() {
		openai = new OpenAIStandIn();
		backend = Backend.start(openai, "CHATKIT_DEMO_ENABLED", "true", "CHATKIT_BACKEND_TOKEN", "token");
	}

	@AfterAll
	static void stop() {
		backend.close();
		openai.close();
	}

	@Test
	void isNotThereByDefault() {
		try (Backend other = Backend.start(openai)) {
			for (String path : new String[] { "/demo", "/demo/demo.js" }) {
				assertThat(other.get(path).code()).isEqualTo("not_found");
			}
		}
		try (Backend other = Backend.start(openai, "CHATKIT_BACKEND_TOKEN", "token")) {
			assertThat(other.get("/demo").code()).isEqualTo("unauthorized");
			assertThat(other.get("/demo", "Authorization", "Bearer token").code()).isEqualTo("not_found");
		}
	}

	@Test
	void isOpenToEveryone() {
		assertServed(backend.get("/demo"), "text/html", "<!doctype html>");
		assertServed(backend.get("/demo", "Authorization", "Bearer wrong"), "text/html", "<!doctype html>");
		assertServed(backend.get("/demo/demo.js"), "text/javascript", "import");
		assertServed(backend.get("/demo/advice.js"), "text/javascript", "export");
		assertServed(backend.get("/demo/demo.css"), "text/css", ":root");
		assertThat(backend.send("HEAD", "/demo", BodyPublishers.noBody()).status()).isEqualTo(200);
	}

	@Test
	void opensNothingElse() {
		for (String path : new String[] { "/demo/nope", "/demo/nope.js", "/demo/demo.html", "/demo/" }) {
			assertThat(backend.get(path).code()).as(path).isEqualTo("not_found");
		}
		assertThat(backend.post("/demo", "").code()).isEqualTo("method_not_allowed");
		assertThat(backend.get("/demo/more/nope").code()).isEqualTo("unauthorized");
		assertThat(backend.get("/demo/..%2fapplication.yaml").status()).isEqualTo(400);
		assertThat(backend.get("/application.yaml").status()).isEqualTo(401);
		assertThat(backend.session().status()).isEqualTo(401);
	}

	@Test
	void hasAPolicyThatAllowsScriptsOfTheWidgetOnly() {
		assertThat(backend.get("/demo").header("Content-Security-Policy")).contains("default-src 'none'",
				"script-src 'self' https://cdn.platform.openai.com;", "frame-src https://cdn.platform.openai.com;",
				"frame-ancestors 'none'");
		assertThat(backend.get("/health").header("Content-Security-Policy")).isNull();
	}

	@Test
	void knowsWhatToDoAboutEveryError() {
		String advice = backend.get("/demo/advice.js").body();
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
