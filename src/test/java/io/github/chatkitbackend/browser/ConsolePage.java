package io.github.chatkitbackend.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The parts of the console, by the names that visitors know.
 *
 * @param page the demo page
 */
record ConsolePage(Page page) {

	Locator message() {
		return this.page.getByLabel("Message", new Page.GetByLabelOptions().setExact(true));
	}

	Locator button(String name) {
		return this.page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
	}

	Locator send() {
		return button("Send");
	}

	Locator stop() {
		return button("Stop");
	}

	Locator items() {
		return this.page.locator(".items > article");
	}

	Locator threads() {
		return this.page.locator(".threads li");
	}

	Locator title() {
		return this.page.locator(".title-of-thread");
	}

	Locator error() {
		return this.page.locator(".error");
	}

	/**
	 * Sends a message by the keyboard.
	 */
	void say(String message) {
		message().fill(message);
		message().press("Enter");
	}

	/**
	 * The items of the open thread, as the service has stored them.
	 */
	String storedItems() {
		return (String) this.page.evaluate("""
				async () => {
				  const params = { thread_id: location.hash.split('/')[1] };
				  const body = JSON.stringify({ type: 'items.list', params });
				  return (await fetch('chatkit', { method: 'POST', body })).text();
				}""");
	}

	/**
	 * Presses the tab key until the target has the focus.
	 */
	void tabTo(Locator target) {
		int tabs = 0;
		while (!(Boolean) target.evaluate("(it) => it === document.activeElement")) {
			assertThat(tabs++).isLessThan(30);
			this.page.keyboard().press("Tab");
		}
	}

	/**
	 * Asserts that nothing is cut off and that fingers can hit all fields and buttons.
	 */
	void assertFits() {
		assertThat(this.page.evaluate("document.documentElement.scrollWidth - innerWidth")).isEqualTo(0);
		assertThat(this.page.evaluate("""
				[...document.querySelectorAll('.console, .console > :is(header, nav, .log, form, details)')]
				  .filter((it) => it.scrollWidth > it.clientWidth).map((it) => it.className).join()""")).isEqualTo("");
		assertThat(this.page.evaluate("""
				[...document.querySelectorAll('.console :is(button, input, textarea)')]
				  .filter((it) => it.checkVisibility() && it.offsetHeight < 44).map((it) => it.outerHTML).join()"""))
			.isEqualTo("");
	}

}
