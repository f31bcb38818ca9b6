package io.github.chatkitbackend.browser;

import java.net.URI;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tabs of the demo page, and the steps of the widget in the one for chat.
 */
@ExtendWith(Chromium.class)
@ChatKitTest(settings = "CHATKIT_DEMO_ENABLED=true")
class ChatTabTests {

	private final Backend backend;

	private final OpenAIStandIn openai;

	@AutoClose
	private final ScriptedChat chat = new ScriptedChat();

	private DemoVisit visit;

	ChatTabTests(Backend backend, OpenAIStandIn openai) {
		this.backend = backend;
		this.openai = openai;
	}

	@BeforeEach
	void visit(BrowserContext visitor) {
		this.visit = new DemoVisit(visitor);
		this.chat.serve(this.visit.page());
	}

	@AfterEach
	void leave() {
		this.visit.close();
	}

	@Test
	void opensChatIfTheServiceHasIt() {
		this.visit.open(this.backend, "");
		this.visit.step("endpoint", "passed");
		assertThat(this.openai.requests()).isEmpty();
		assertThat(this.chat.requests("threads.list")).hasSize(1);
		this.visit.page().getByText("Hosted sessions").click();
		this.visit.step("session", "passed");
		assertThat(this.openai.requests()).hasSize(1);
	}

	@Test
	void givesTheWidgetItsEndpoint() {
		this.visit.withWidget(DemoVisit.WIDGET).open(this.backend, "#chat");
		assertThat(this.visit.step("widget", "passed")).contains("It says that it is ready");
		assertThat(this.visit.step("endpoint", "passed")).contains("/chatkit answers threads.list.");
		assertThat(this.visit.step("domain", "unknown")).contains("127.0.0.1", "allowlist", "localhost");
		assertThat(this.visit.summary()).isEqualTo("All steps done: the widget is ready.");
		assertThat(this.visit.page().evaluate("""
				(({ api }) => `${api.url} ${api.domainKey}`)(document.querySelector('openai-chatkit').options)"""))
			.isEqualTo(this.backend.url("/chatkit") + " local-dev");
		assertThat(this.visit.console()).isEmpty();
	}

	@Test
	void knowsThatLocalhostIsAllowed() {
		URI localhost = URI.create("http://localhost:%d/demo#chat".formatted(this.backend.port()));
		this.visit.withWidget(DemoVisit.WIDGET).page().navigate(localhost.toString());
		assertThat(this.visit.step("domain", "passed")).contains("localhost needs no entry");
	}

	@Test
	void sendsTheTokenWithEveryCall() {
		this.chat.refuse("threads.list", 401,
				"""
						{"code":"unauthorized","error":"A bearer token is required.","message":"A bearer token is required."}""");
		this.visit.withWidget(DemoVisit.WIDGET).open(this.backend, "#chat");
		assertThat(this.visit.step("endpoint", "failed")).contains("401 unauthorized", "Enter the JWT");
		expect(this.visit.page().locator(".error")).containsText("A bearer token is required.");
		this.chat.answer("threads.list", Wire.page());
		this.visit.page().locator("#chat-token").fill("token-of-this-test");
		this.visit.checkAgain();
		this.visit.step("widget", "passed");
		assertThat(this.chat.requests("threads.list").stream().skip(1))
			.extracting((request) -> request.header("Authorization"))
			.containsExactly("Bearer token-of-this-test", "Bearer token-of-this-test");
		expect(this.visit.page().locator(".error")).hasCount(0);
		expect(this.visit.page().locator("#token")).hasValue("token-of-this-test");
		assertThat(this.visit.everything()).doesNotContain("token-of-this-test");
	}

	private static LocatorAssertions expect(Locator locator) {
		return PlaywrightAssertions.assertThat(locator);
	}

}
