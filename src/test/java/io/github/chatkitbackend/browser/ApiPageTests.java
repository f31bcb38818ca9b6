package io.github.chatkitbackend.browser;

import java.util.ArrayList;
import java.util.List;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The description of the API in a real browser.
 */
@ExtendWith(Chromium.class)
@ChatKitTest
class ApiPageTests {

	private static final List<String> TEXTS = List.of(".info .title", ".opblock-description p",
			".examples-select__section-label", ".response-col_status", "table.headers td");

	/** Those of the texts that are bright. */
	private static final String BRIGHT_TEXTS = """
			'%s'.split(',').filter((text) =>
			  getComputedStyle(document.querySelector(text)).color.match(/\\d+/g).every((channel) => channel > 150))"""
		.formatted(String.join(",", TEXTS));

	private static final String DARK_PAGE = """
			(([red, green, blue, alpha = 1]) => alpha > 0 && Math.max(red, green, blue) < 60)(
			  getComputedStyle(document.documentElement).backgroundColor.match(/[\\d.]+/g))""";

	/** The description of its other paths is the same. */
	private static final String SESSION = "Sessions-createSession";

	@Test
	void showsEveryPathAndTriesOne(BrowserContext visitor, Backend backend) {
		try (Page page = visitor.newPage()) {
			List<String> complaints = new ArrayList<>();
			page.onConsoleMessage((message) -> {
				if (message.type().equals("error")) {
					complaints.add(message.text());
				}
			});
			page.navigate(backend.url("/docs").toString());
			PlaywrightAssertions.assertThat(page.getByText("Server side of OpenAI's ChatKit widget")).isVisible();
			PlaywrightAssertions.assertThat(page.locator(".opblock")).hasCount(17);
			page.locator("#operations-Health-health").getByRole(AriaRole.BUTTON).first().click();
			page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Try it out")).click();
			page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Execute")).click();
			PlaywrightAssertions.assertThat(page.locator(".live-responses-table").first()).containsText("\"ok\": true");
			assertThat(complaints).isEmpty();
		}
	}

	@Test
	void isDarkForVisitorsWhoPreferIt(BrowserContext visitor, Backend backend) {
		try (Page page = visitor.newPage()) {
			page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
			open(page, backend, SESSION);
			assertThat(page.evaluate(BRIGHT_TEXTS)).isEqualTo(TEXTS);
			assertThat(page.evaluate(DARK_PAGE)).isEqualTo(true);
			page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
			page.waitForCondition(() -> List.of().equals(page.evaluate(BRIGHT_TEXTS)));
			assertThat(page.evaluate(DARK_PAGE)).isEqualTo(false);
		}
	}

	@Test
	void fitsAPhone(Browser browser, Backend backend) {
		Browser.NewPageOptions phone = new Browser.NewPageOptions().setViewportSize(320, 640)
			.setIsMobile(true)
			.setHasTouch(true);
		try (Page page = browser.newPage(phone)) {
			open(page, backend, SESSION, "Chat-chat", "Health-health");
			page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Try it out")).first().tap();
			page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Execute")).tap();
			PlaywrightAssertions.assertThat(page.locator(".live-responses-table")).containsText("client_secret");
			assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(320);
			page.locator(".btn.authorize").tap();
			PlaywrightAssertions.assertThat(page.locator(".modal-ux")).isVisible();
			assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(320);
		}
	}

	private static void open(Page page, Backend backend, String... operations) {
		page.navigate(backend.url("/docs").toString());
		PlaywrightAssertions.assertThat(page.locator(".opblock")).hasCount(17);
		page.evaluate("""
				(operations) => operations.forEach((operation) =>
				  document.querySelector(`#operations-${operation} .opblock-summary-control`).click())""", operations);
		PlaywrightAssertions.assertThat(page.locator(".opblock .responses-table")).hasCount(operations.length);
	}

}
