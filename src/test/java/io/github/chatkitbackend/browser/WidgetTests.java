package io.github.chatkitbackend.browser;

import java.util.List;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Widgets and questions in the console, with the real service and an agent that sends
 * them.
 */
@ExtendWith(Chromium.class)
@ChatKitTest(beans = WidgetAgent.class, settings = { "CHATKIT_DEMO_ENABLED=true", "CHATKIT_MODEL=widgets" })
class WidgetTests {

	private final Backend backend;

	private DemoVisit visit;

	private Page page;

	private ConsolePage console;

	WidgetTests(Backend backend) {
		this.backend = backend;
	}

	@BeforeEach
	void visit(BrowserContext visitor) {
		visit(new DemoVisit(visitor));
	}

	private void visit(DemoVisit visit) {
		this.visit = visit.open(this.backend, "#chat");
		this.visit.step("endpoint", "passed");
		this.page = this.visit.page();
		this.console = new ConsolePage(this.page);
	}

	@AfterEach
	void leave() {
		WidgetAgent.STEPS.drainPermits();
		this.visit.close();
	}

	@Test
	void submitsAForm() {
		this.console.say("form");
		expect(widget()).containsText("Not booked yet");
		expect(widget().getByRole(AriaRole.HEADING)).hasText("Book a table");
		expect(this.console.button("Sold out")).isDisabled();
		this.console.button("Book").click();
		expect(widget().locator("input:invalid")).isFocused();
		widget().getByLabel("Name").fill("Ann");
		widget().getByLabel("Wishes").fill("Tea");
		widget().getByLabel("Guests").selectOption("4");
		widget().getByLabel("Day").fill("2026-12-24");
		widget().getByLabel("Outside").check();
		widget().getByLabel("At the window").check();
		this.console.button("Book").click();
		expect(widget()).containsText(
				"book with {\"restaurant\":\"r_1\",\"guest\":{\"vip\":true,\"name\":\"Ann\"},\"wishes\":\"Tea\","
						+ "\"count\":\"4\",\"day\":\"2026-12-24\",\"place\":\"out\",\"window\":true}");
		expect(this.console.items().last()).hasText("Answer:Done.");
		expect(this.page.locator(".announcer")).containsText("book with");
		expect(this.page.locator(".w-root")).isFocused();
		assertSameAfterReload();
	}

	@Test
	void savesACardThatIsAForm() {
		this.console.say("edit");
		widget().getByLabel("text").fill("Dear Bob");
		widget().getByLabel("text").press("Enter");
		expect(widget()).containsText("save with {\"text\":\"Dear Bob\",\"__proto__\":{\"admin\":\"yes\"}}");
		assertThat(this.page.evaluate("'admin' in {}")).isEqualTo(false);
		expect(widget().locator("summary")).hasText("Show the content");
		expect(widget().locator(".w-text")).isHidden();
		expect(this.page.locator(".w-root summary")).isFocused();
	}

	@Test
	void leavesACardWithoutFillingIt() {
		this.console.say("edit");
		widget().getByLabel("text").fill("");
		this.console.button("Discard").click();
		expect(widget()).containsText("discard with \"all\"");
	}

	@Test
	void saysThatAnActionFailed() {
		this.console.say("form");
		widget().getByLabel("Name").fill("Ann");
		this.page.route("**/chatkit", (route) -> {
			expect(this.page.locator(".w-root[inert][aria-busy=true]")).hasCount(1);
			route.resume();
		});
		this.console.button("Check prices").focus();
		this.page.keyboard().press("Enter");
		expect(this.console.error()).hasText("The action failed. The log of the service contains the reason.");
		expect(this.page.locator(".w-root[inert]")).hasCount(0);
		expect(this.console.button("Check prices")).isFocused();
		expect(widget().getByLabel("Name")).hasValue("Ann");
	}

	@Test
	void usesAList() {
		this.console.say("list");
		Locator items = widget().getByRole(AriaRole.LISTITEM);
		expect(items).hasCount(2);
		items.nth(1).getByText("Buy milk").click();
		expect(items).containsText(new String[] { "Open", "Done" });
		this.console.tabTo(items.first().locator("> div"));
		this.page.keyboard().press("Enter");
		expect(items).containsText(new String[] { "Done", "Done" });
		expect(items.first().locator("> div")).isFocused();
		this.console.button("Show 1 more").click();
		expect(items.last()).containsText("Call Ann");
		items.nth(1).getByText("Show").click();
		expect(this.page.locator(".remark")).hasText("Action for the page: open {\"id\":7}");
		this.page.reload();
		expect(items).containsText(new String[] { "Done", "Done" });
	}

	@Test
	void saysThatTheServiceRefusesAnAction() {
		this.console.say("list");
		this.page.route("**/chatkit", (route) -> route.abort());
		widget().getByText("Buy milk").click();
		expect(this.console.error()).hasText("The service does not answer.");
		expect(this.page.locator("[inert]")).hasCount(0);
	}

	@Test
	void showsComponents() {
		this.console.say("parts");
		expect(widget().getByAltText("A dot")).isVisible();
		expect(widget().locator(".markdown li")).hasText(new String[] { "in the morning", "with rain" });
		expect(widget().locator(".w-badge")).hasText(new String[] { "New", "Late", "Info", "Plain" });
		expect(widget().locator(".w-image").nth(1)).hasText("Image that this page does not load: A fern");
		expect(widget().getByRole(AriaRole.LINK).last()).hasAttribute("href", "https://example.com/fern.png");
		expect(widget().locator(".w-image").last()).hasText("Image that this page does not load: A trap");
		expect(widget().locator(".w-unknown summary")).hasText("Chart");
		expect(widget().locator(".w-unknown")).containsText("<b>Inside</b> the chart");
		expect(widget().locator("td")).hasText(new String[] { "Plant", "Height", "Fern", "40 cm" });
		this.page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
		this.console.button("Copy").click();
		expect(widget().getByRole(AriaRole.STATUS)).hasText("Copied.");
		assertThat(this.page.evaluate("navigator.clipboard.readText()")).isEqualTo("What to copy");
		this.console.button("Order").click();
		expect(widget()).containsText("order with {\"plant\":\"fern\"}");
	}

	@Test
	void followsAWidgetThatStreams() {
		this.console.say("stream");
		expect(widget().locator(".w-badge")).hasText("Writing");
		this.console.button("Early").click();
		expect(this.page.locator(".remark")).containsText("the answer is not complete");
		widget().getByLabel("Note").fill("Mine");
		WidgetAgent.STEPS.release();
		expect(widget().locator(".markdown")).hasText("Ferns");
		WidgetAgent.STEPS.release();
		expect(widget().locator(".markdown strong")).hasText("shade");
		WidgetAgent.STEPS.release();
		expect(widget().locator(".w-badge")).hasText("Done");
		expect(widget().getByLabel("Note")).hasValue("Mine");
		expect(widget().getByLabel("Note")).isFocused();
		WidgetAgent.STEPS.release();
		expect(widget().locator(".w-text")).hasText("Ferns like shade");
		expect(this.console.send()).isVisible();
		this.page.reload();
		expect(widget().locator(".w-text")).hasText("Ferns like shade");
	}

	@Test
	void answersQuestions() {
		this.console.say("questions");
		widget().getByLabel("Red").first().check();
		widget().getByLabel("Blue").last().check();
		widget().getByLabel("Another answer").last().fill("Green");
		widget().getByLabel("Anything else?").fill("No");
		this.console.button("Answer").click();
		expect(widget().locator("dd")).hasText(new String[] { "Red", "Blue, Green", "No" });
		expect(this.console.items().last()).hasText("Answer:Thank you.");
		expect(widget()).isFocused();
		assertSameAfterReload();
	}

	@Test
	void skipsQuestions() {
		this.console.say("questions");
		this.console.button("Skip").click();
		expect(widget().locator("dd")).hasText(new String[] { "Skipped", "Skipped", "Skipped" });
		expect(this.console.items().last()).hasText("Answer:Thank you.");
	}

	@Test
	void canBeReadOnAPhoneAndInTheDark(Browser browser) {
		this.visit.close();
		for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
			visit(new DemoVisit(browser,
					new Browser.NewContextOptions().setViewportSize(360, 740)
						.setIsMobile(true)
						.setHasTouch(true)
						.setColorScheme(scheme)));
			for (String name : List.of("form", "list", "parts", "questions")) {
				int before = this.console.items().count();
				this.console.say(name);
				expect(this.console.items()).hasCount(before + 2);
				expect(this.console.send()).isVisible();
				this.console.assertFits();
			}
			assertThat((List<?>) this.visit.unreadable()).isEmpty();
			this.visit.close();
		}
		visit(new DemoVisit(browser));
	}

	private Locator widget() {
		return this.page.locator(".w-item").last();
	}

	private void assertSameAfterReload() {
		expect(this.console.send()).isVisible();
		String shown = this.page.locator(".items").innerText();
		this.page.reload();
		expect(this.page.locator(".items")).hasText(shown,
				new LocatorAssertions.HasTextOptions().setUseInnerText(true));
	}

	private static LocatorAssertions expect(Locator locator) {
		return PlaywrightAssertions.assertThat(locator);
	}

}
