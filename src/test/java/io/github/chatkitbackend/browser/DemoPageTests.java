package io.github.chatkitbackend.browser;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.Services;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The demo page in a real browser.
 */
@ExtendWith(Chromium.class)
@ChatKitTest(settings = "CHATKIT_DEMO_ENABLED=true")
class DemoPageTests {

	private static final String LOG_SETTING = "LOGGING_LEVEL_IO_GITHUB_CHATKITBACKEND=debug";

	private static final Pattern REQUEST_ID = Pattern.compile("The service’s request id is (?<id>\\w+)");

	private final Backend backend;

	private final OpenAIStandIn openai;

	private final Services services;

	DemoPageTests(Backend backend, OpenAIStandIn openai, Services services) {
		this.backend = backend;
		this.openai = openai;
		this.services = services;
	}

	@Test
	void showsTheWidget(BrowserContext visitor) {
		try (DemoVisit visit = new DemoVisit(visitor).withWidget(DemoVisit.WIDGET).open(this.backend)) {
			assertThat(visit.step("widget", "passed")).contains("It says that it is ready");
			assertThat(visit.step("backend", "passed")).contains("/health answers");
			assertThat(visit.step("session", "passed")).contains("It expires in");
			assertThat(visit.step("script", "passed")).contains("cdn.platform.openai.com");
			assertThat(visit.summary()).isEqualTo("All steps done: the widget is ready.");
			assertThat(visit.page().frameLocator("openai-chatkit iframe").locator("p").innerText()).isEqualTo("Hello");
			assertThat(this.openai.requests()).hasSize(1);
		}
	}

	@Test
	void countsDownTheLifeOfTheSession(Browser browser) {
		try (DemoVisit visit = new DemoVisit(browser).withWidget(DemoVisit.WIDGET)) {
			visit.page().clock().install();
			visit.open(this.backend);
			assertThat(visit.step("session", "passed")).containsPattern("It expires in (9:5\\d|10:0\\d)\\.");
			visit.step("widget", "passed");
			visit.page().clock().fastForward("05:00");
			assertThat(visit.step("session", "passed")).containsPattern("It expires in (4:\\d\\d|5:0\\d)\\.");
			visit.page().clock().fastForward("06:00");
			assertThat(visit.step("session", "passed")).contains("It has expired");
		}
	}

	@Test
	void createsANewSessionWheneverTheWidgetNeedsOne(BrowserContext visitor) {
		try (DemoVisit visit = new DemoVisit(visitor).withWidget(DemoVisit.WIDGET).open(this.backend)) {
			visit.step("widget", "passed");
			assertThat(secondSecretIsTheFirst(visit)).isEqualTo(false);
			assertThat(this.openai.requests()).hasSize(2);
			this.openai.answerAlways(OpenAIStandIn.error(404, null, "gone").build());
			visit.page().evaluate("""
					(async () => {
					  const widget = document.querySelector('openai-chatkit');
					  await widget.options.api.getClientSecret(widget.secret).catch((error) => widget.fail(error));
					})()""");
			assertThat(visit.step("session", "failed")).contains("workflow_not_found");
			assertThat(visit.step("widget", "failed")).contains("The service did not create a session.");
		}
	}

	private static Object secondSecretIsTheFirst(DemoVisit visit) {
		return visit.page().evaluate("""
				(async () => {
				  const widget = document.querySelector('openai-chatkit');
				  return widget.secret === await widget.options.api.getClientSecret(widget.secret);
				})()""");
	}

	@Test
	void neverShowsTheSecret(BrowserContext visitor) {
		try (DemoVisit visit = new DemoVisit(visitor).withWidget(DemoVisit.WIDGET).open(this.backend)) {
			visit.step("widget", "passed");
			visit.page().evaluate("""
					(() => {
					  const widget = document.querySelector('openai-chatkit');
					  widget.fail(new Error(`What is ${widget.secret}?`));
					})()""");
			assertThat(visit.step("widget", "failed")).contains("What is ek_…?");
			assertThat(visit.everything()).doesNotContainPattern("ek_\\w");
			assertThat(visit.console()).noneMatch((line) -> line.contains("ek_"));
		}
	}

	@Test
	void keepsToItsPolicy(BrowserContext visitor) {
		try (DemoVisit visit = new DemoVisit(visitor).withWidget(DemoVisit.WIDGET).open(this.backend)) {
			visit.step("widget", "passed");
			assertThat(visit.console()).isEmpty();
			visit.page().evaluate("""
					(() => {
					  const inline = document.createElement('script');
					  inline.textContent = 'document.title = "broken"';
					  const foreign = document.createElement('script');
					  foreign.src = 'https://example.com/script.js';
					  const frame = document.createElement('iframe');
					  frame.src = 'https://example.com/';
					  document.body.append(inline, foreign, frame);
					})()""");
			visit.page().waitForCondition(() -> visit.console().size() == 3);
			assertThat(visit.console()).allMatch((line) -> line.contains("Content Security Policy"));
			assertThat(visit.page().title()).doesNotContain("broken");
		}
	}

	@Test
	void saysWhatToDoWhenTheScriptIsOutOfReach(BrowserContext visitor) {
		try (DemoVisit visit = new DemoVisit(visitor).open(this.backend)) {
			assertThat(visit.step("script", "failed")).contains("cannot reach cdn.platform.openai.com", "ad blocker");
			visit.step("session", "passed");
			visit.step("widget", "waiting");
			assertThat(visit.summary()).startsWith("Step 3 failed.");
			visit.withWidget(DemoVisit.WIDGET).checkAgain();
			visit.step("widget", "passed");
		}
	}

	@Test
	void saysWhenAnotherPolicyForbidsTheScript(BrowserContext visitor) {
		try (DemoVisit visit = new DemoVisit(visitor).withWidget(DemoVisit.WIDGET)) {
			visit.page().route("**/demo", (route) -> {
				APIResponse response = route.fetch();
				route.fulfill(new Route.FulfillOptions().setResponse(response)
					.setHeaders(Map.of("Content-Type", "text/html", "Content-Security-Policy", "script-src 'self'")));
			});
			visit.open(this.backend);
			assertThat(visit.step("script", "failed")).contains("A Content-Security-Policy forbids https://cdn",
					"script-src");
			visit.step("session", "passed");
		}
	}

	@Test
	void saysWhatToDoWhenTheWidgetStaysBlank(Browser browser) {
		try (DemoVisit visit = new DemoVisit(browser).withWidget(DemoVisit.SILENT_WIDGET)) {
			visit.page().clock().install();
			visit.open(this.backend);
			visit.step("widget", "running");
			visit.page().clock().fastForward("00:21");
			assertThat(visit.step("widget", "failed")).contains("OpenAI does not know the domain 127.0.0.1",
					"the domain allowlist", "stand-in", "workflow has been retired");
		}
	}

	@Test
	void saysWhatToDoWhenNoSessionIsCreated(BrowserContext visitor) {
		this.openai.answerAlways(OpenAIStandIn.error(404, null, "no such workflow").build());
		try (DemoVisit visit = new DemoVisit(visitor).withWidget(DemoVisit.WIDGET).open(this.backend)) {
			assertThat(visit.step("session", "failed")).contains("502 workflow_not_found: ", "has been retired",
					"CHATKIT_WORKFLOW_ID", "OpenAI’s request id is req_", "The service’s request id is ");
			this.openai.answerAlways(OpenAIStandIn.error(401, "invalid_api_key", "no").build());
			visit.checkAgain();
			visit.page().getByText("Check OPENAI_API_KEY").waitFor();
			this.openai.reset();
			visit.checkAgain();
			visit.step("widget", "passed");
		}
	}

	@Test
	void saysWhenToTryAgain(BrowserContext visitor) {
		Backend limited = this.services.start("CHATKIT_DEMO_ENABLED=true", "CHATKIT_RATE_LIMIT_PER_MINUTE=1");
		try (DemoVisit visit = new DemoVisit(visitor).withWidget(DemoVisit.WIDGET).open(limited)) {
			visit.step("widget", "passed");
			visit.checkAgain();
			assertThat(visit.step("session", "failed"))
				.containsPattern("429 rate_limited: .* Try again after \\d+ s\\.")
				.contains("CHATKIT_RATE_LIMIT_PER_MINUTE");
		}
	}

	@Test
	void saysThatTheServiceIsGone(Browser browser) {
		try (DemoVisit visit = new DemoVisit(browser).open(this.backend)) {
			visit.step("session", "passed");
			visit.page().context().setOffline(true);
			visit.checkAgain();
			assertThat(visit.step("backend", "failed")).contains("the service has stopped");
			visit.step("session", "waiting");
		}
	}

	@Test
	void takesATokenByKeyboardAndForgetsIt(BrowserContext visitor) {
		Backend guarded = this.services.start("CHATKIT_DEMO_ENABLED=true", "CHATKIT_BACKEND_TOKEN=token-of-this-test");
		try (DemoVisit visit = new DemoVisit(visitor).withWidget(DemoVisit.WIDGET).open(guarded)) {
			assertThat(visit.step("session", "failed")).contains("401 unauthorized", "Enter the JWT");
			for (int i = 0; i < 3; i++) { // Two tabs come before the field
				visit.page().keyboard().press("Tab");
			}
			visit.page().keyboard().type("token-of-this-test");
			visit.page().keyboard().press("Enter");
			visit.step("widget", "passed");
			assertThat(visit.everything()).doesNotContain("token-of-this-test");
			visit.page().reload();
			visit.step("session", "failed");
		}
	}

	@Test
	void showsWhereTheKeyboardIs(BrowserContext visitor) {
		try (DemoVisit visit = new DemoVisit(visitor).open(this.backend)) {
			visit.step("session", "passed");
			visit.step("script", "failed");
			List<Object> stops = new ArrayList<>();
			for (int i = 0; i < 6; i++) {
				visit.page().keyboard().press("Tab");
				stops.add(visit.page().evaluate("""
						(() => {
						  const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
						  return `${document.activeElement.tagName} ${outlineWidth} ${outlineStyle}`;
						})()"""));
			}
			assertThat(stops).containsExactly("A 3px solid", "A 3px solid", "A 3px solid", "INPUT 3px solid",
					"BUTTON 3px solid", "SUMMARY 3px solid");
			visit.page().keyboard().press("Enter");
			visit.page().getByText("Give the element a size").waitFor();
		}
	}

	@Test
	void fitsAPhone(Browser browser) {
		Browser.NewContextOptions phone = new Browser.NewContextOptions().setViewportSize(320, 640)
			.setIsMobile(true)
			.setHasTouch(true);
		try (DemoVisit visit = new DemoVisit(browser, phone).open(this.backend)) {
			visit.step("script", "failed");
			visit.panel().locator("summary").tap();
			assertFits(visit.page());
			this.openai.answerAlways(OpenAIStandIn.error(404, null, "no such workflow").build());
			visit.checkAgain();
			visit.step("session", "failed");
			assertFits(visit.page());
			this.openai.reset();
			visit.withWidget(DemoVisit.WIDGET).checkAgain();
			visit.step("widget", "passed");
			assertFits(visit.page());
		}
	}

	private static void assertFits(Page page) {
		assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(320);
		assertThat(page.evaluate(
				"[...document.querySelectorAll('main:not([hidden]) :is(input, button)')].map((it) => it.offsetHeight)"))
			.isEqualTo(List.of(44, 44));
	}

	@Test
	void isReadableInLightAndDark(BrowserContext visitor) {
		this.openai.answerAlways(OpenAIStandIn.error(404, null, "no such workflow").build());
		try (DemoVisit visit = new DemoVisit(visitor).open(this.backend)) {
			visit.step("session", "failed");
			visit.step("script", "failed");
			visit.panel().locator("summary").click();
			for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
				visit.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
				assertThat(visit.unreadable()).isEqualTo(List.of());
			}
		}
	}

	@Test
	void tellsTheWidgetWhichSchemeItIs(Browser browser) {
		Browser.NewContextOptions dark = new Browser.NewContextOptions().setColorScheme(ColorScheme.DARK);
		try (DemoVisit visit = new DemoVisit(browser, dark).withWidget(DemoVisit.WIDGET).open(this.backend)) {
			visit.step("widget", "passed");
			String scheme = "document.querySelector('openai-chatkit').options.theme.colorScheme";
			assertThat(visit.page().evaluate(scheme)).isEqualTo("dark");
			visit.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
			visit.page().waitForCondition(() -> "light".equals(visit.page().evaluate(scheme)));
		}
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	@ChatKitTest(shared = false, settings = { "CHATKIT_DEMO_ENABLED=true", "CHATKIT_BACKEND_TOKEN=token", LOG_SETTING })
	void namesTheSettingThatMakesTheLogSayWhyATokenIsRefused(BrowserContext visitor, CapturedOutput output) {
		try (DemoVisit visit = new DemoVisit(visitor).open(this.backend)) {
			String advice = visit.step("session", "failed");
			assertThat(advice).contains("CHATKIT_BACKEND_TOKEN", "identity provider", LOG_SETTING);
			Matcher id = REQUEST_ID.matcher(advice);
			assertThat(id.find()).isTrue();
			assertThat(output.getAll().lines()).anyMatch(
					(line) -> line.contains(id.group("id")) && line.contains("Answering 401: Full authentication"));
		}
	}

}
