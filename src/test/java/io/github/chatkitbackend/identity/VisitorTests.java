package io.github.chatkitbackend.identity;

import io.github.chatkitbackend.Answer;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Visitors whom neither a token nor the body names.
 */
@ChatKitTest
class VisitorTests {

	private static final String VISITOR = "0e3e3f5c-7c11-4f3a-9b1c-0a6f3b0f9d55";

	private final Backend backend;

	private final OpenAIStandIn openai;

	VisitorTests(Backend backend, OpenAIStandIn openai) {
		this.backend = backend;
		this.openai = openai;
	}

	@Test
	void getACookieThatScriptsCannotRead() {
		Answer answer = this.backend.session();
		String user = this.openai.lastBody().path("user").stringValue();
		assertThat(answer.header("Set-Cookie")).startsWith("chatkit_visitor=" + user.substring("anon-".length()) + ";")
			.contains("; Path=/", "; Max-Age=2592000", "; HttpOnly", "; SameSite=Lax")
			.doesNotContain("Secure");
	}

	@Test
	void areNotTheSameVisitor() {
		assertThat(this.backend.session().header("Set-Cookie"))
			.isNotEqualTo(this.backend.session().header("Set-Cookie"));
	}

	@Test
	void areRecognizedByTheirCookie() {
		Answer answer = this.backend.session("Cookie", "other=1; chatkit_visitor=" + VISITOR);
		assertThat(this.openai.lastBody().path("user").stringValue()).isEqualTo("anon-" + VISITOR);
		assertThat(answer.header("Set-Cookie")).contains(VISITOR, "Max-Age=2592000");
	}

	@ParameterizedTest
	@ValueSource(strings = { "alice", "1-2-3-4-5", "0e3e3f5c-7c11-4f3a-9b1c-0a6f3b0f9d5", "",
			"0E3E3F5C-7C11-4F3A-9B1C-0A6F3B0F9D55" })
	void areNotWhoAForgedCookieSays(String value) {
		Answer answer = this.backend.session("Cookie", "chatkit_visitor=" + value);
		String user = this.openai.lastBody().path("user").stringValue();
		assertThat(user).matches("anon-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}").isNotEqualTo("anon-" + value);
		assertThat(answer.header("Set-Cookie")).contains(user.substring("anon-".length()));
	}

	@Test
	void getASecureCookieWhenTheProxyWasReachedOverHttps() {
		assertThat(this.backend.session("X-Forwarded-Proto", "https").header("Set-Cookie")).contains("; Secure");
	}

	@Test
	void getNoCookieWhenTheBodyNamesTheUser() {
		Answer answer = this.backend.post("/api/chatkit/session", """
				{"user": "alice"}""", "Cookie", "chatkit_visitor=" + VISITOR);
		assertThat(this.openai.lastBody().path("user").stringValue()).isEqualTo("alice");
		assertThat(answer.header("Set-Cookie")).isNull();
	}

	@Test
	@ChatKitTest(settings = "CHATKIT_COOKIE_SAME_SITE=none")
	void getACookieForFrontendsOnAnotherSiteWhenAskedFor() {
		assertThat(this.backend.session().header("Set-Cookie")).contains("; SameSite=None", "; Secure");
	}

}
