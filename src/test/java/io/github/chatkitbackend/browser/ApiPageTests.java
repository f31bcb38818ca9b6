package io.github.chatkitbackend.browser;

import java.util.ArrayList;
import java.util.List;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
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

	@Test
	void showsEveryPathAndTriesOne(Browser browser, Backend backend) {
		try (Page page = browser.newPage()) {
			List<String> complaints = new ArrayList<>();
			page.onConsoleMessage((message) -> {
				if (message.type().equals("error")) {
					complaints.add(message.text());
				}
			});
			page.navigate(backend.url("/docs").toString());
			PlaywrightAssertions.assertThat(page.getByText("Client secrets for OpenAI's ChatKit widget")).isVisible();
			PlaywrightAssertions.assertThat(page.locator(".opblock")).hasCount(5);
			page.locator("#operations-Health-health").getByRole(AriaRole.BUTTON).first().click();
			page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Try it out")).click();
			page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Execute")).click();
			PlaywrightAssertions.assertThat(page.locator(".live-responses-table").first()).containsText("\"ok\": true");
			assertThat(complaints).isEmpty();
		}
	}

}
