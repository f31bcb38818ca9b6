package io.github.chatkitbackend.browser;

import java.util.Map;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.Services;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the demo page says about services whose configuration does not fit.
 */
@ExtendWith(Chromium.class)
@ChatKitTest(settings = "CHATKIT_DEMO_ENABLED=true")
class WrongConfigurationTests {

	private final Backend backend;

	private final Services services;

	private DemoVisit visit;

	private ConsolePage console;

	WrongConfigurationTests(Backend backend, Services services) {
		this.backend = backend;
		this.services = services;
	}

	@BeforeEach
	void visit(BrowserContext visitor) {
		this.visit = new DemoVisit(visitor);
		this.console = new ConsolePage(this.visit.page());
	}

	@AfterEach
	void leave() {
		this.visit.close();
	}

	@Test
	void opensHostedSessionsIfChatIsOff() {
		this.visit.open(this.backend, "");
		this.visit.step("session", "passed");
		this.visit.page().locator("[data-tab=chat]").click();
		assertThat(this.visit.step("endpoint", "failed")).contains("404 not_found", "CHATKIT_MODEL",
				"CHATKIT_WORKFLOW_ID");
		expect(this.console.error()).hasText("Chat is off. Set CHATKIT_MODEL and restart the service.");
		expect(this.console.message()).isDisabled();
		expect(this.console.button("New")).isDisabled();
	}

	@Test
	void takesATokenForChatAndSaysThatHostedSessionsAreOff() {
		Backend chat = this.services.start("CHATKIT_DEMO_ENABLED=true", "CHATKIT_MODEL=gpt-5.1", "CHATKIT_WORKFLOW_ID=",
				"CHATKIT_BACKEND_TOKEN=token");
		this.visit.open(chat, "");
		assertThat(this.visit.step("endpoint", "failed")).contains("401 unauthorized", "Enter the JWT");
		expect(this.console.error()).containsText("A bearer token is required.");
		this.visit.page().locator("#chat-token").fill("wrong");
		this.visit.checkAgain();
		expect(this.console.error()).containsText("The bearer token is wrong");
		this.visit.page().locator("#chat-token").fill("token");
		this.visit.checkAgain();
		this.visit.step("endpoint", "passed");
		this.console.message().fill("Hello");
		this.console.send().click();
		expect(this.console.items()).hasCount(2);
		this.visit.page().locator("[data-tab=sessions]").click();
		assertThat(this.visit.step("session", "failed")).contains("404 hosted_sessions_off", "/chatkit",
				"CHATKIT_WORKFLOW_ID", "the chat tab");
	}

	/**
	 * The service takes the forwarded host for its own, as it would take the changed
	 * {@code Host} of a proxy that forwards none.
	 */
	@Test
	void saysThatAProxyHidesTheOrigin() {
		Backend chat = this.services.shared("CHATKIT_DEMO_ENABLED=true", "CHATKIT_MODEL=gpt-5.1",
				"CHATKIT_KEEP_ALIVE=1s");
		this.visit.page().setExtraHTTPHeaders(Map.of("X-Forwarded-Host", "backend.internal"));
		this.visit.open(chat, "");
		assertThat(this.visit.step("endpoint", "failed")).contains("403 origin_not_allowed", "X-Forwarded-Proto",
				"CHATKIT_ALLOWED_ORIGINS");
		expect(this.console.message()).isDisabled();
		this.visit.page().locator("[data-tab=sessions]").click();
		assertThat(this.visit.step("session", "failed")).contains("403 origin_not_allowed");
	}

	private static LocatorAssertions expect(Locator locator) {
		return PlaywrightAssertions.assertThat(locator);
	}

}
