package io.github.chatkitbackend.browser;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.openai.ModelAnswer;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Conversations in the console with the real service and a model that writes at the pace
 * of one.
 */
@ExtendWith(Chromium.class)
@ChatKitTest(settings = { "CHATKIT_DEMO_ENABLED=true", "CHATKIT_MODEL=gpt-5.1", "CHATKIT_KEEP_ALIVE=1s" })
class ConversationTests {

	private static final Duration PACE = Duration.ofMillis(20);

	private final Backend backend;

	private final OpenAIStandIn openai;

	private DemoVisit visit;

	private Page page;

	private ConsolePage console;

	ConversationTests(Backend backend, OpenAIStandIn openai) {
		this.backend = backend;
		this.openai = openai;
	}

	@BeforeEach
	void visit(BrowserContext visitor) {
		this.openai.responses().pace(PACE);
		visit(new DemoVisit(visitor));
	}

	private void visit(DemoVisit visit) {
		this.visit = visit;
		this.page = visit.page();
		this.console = new ConsolePage(this.page);
		open();
	}

	@AfterEach
	void leave() {
		this.visit.close();
		assertThat(this.visit.foreignRequests()).containsOnly(DemoVisit.SCRIPT);
	}

	@Test
	void showsAnAnswerWhileTheModelWritesIt() {
		CountDownLatch rest = new CountDownLatch(1);
		this.openai.responses()
			.stream(ModelAnswer.begin()
				.reasoning("**Plants**\n\nI think.")
				.text("Ferns ")
				.await(rest)
				.text("and **hostas**"));
		this.console.say("Which plants?");
		expect(this.console.items()).hasText(new String[] { "You said:Which plants?", "Answer:Ferns " });
		expect(this.console.stop()).isVisible();
		rest.countDown();
		expect(this.page.locator(".assistant strong")).hasText("hostas");
		expect(this.console.send()).isVisible();
		expect(this.page.locator(".workflow > summary")).containsText("Thought for");
		expect(this.console.title()).hasText("Which plants");
	}

	@Test
	void keepsTheConversationThroughReloads() {
		converse("Hello", "Hi.");
		converse("How are you?", "Fine.");
		String address = this.page.url();
		this.page.reload();
		expect(this.console.items())
			.hasText(new String[] { "You said:Hello", "Answer:Hi.", "You said:How are you?", "Answer:Fine." });
		expect(this.console.title()).hasText("Hello");
		assertThat(this.page.url()).isEqualTo(address).contains("/demo#chat/thr_");
		converse("Still there?", "Yes.");
		expect(this.console.items()).hasCount(6);
		assertThat(this.openai.lastBody().toString()).contains("Hello", "Fine.", "Still there?");
	}

	@Test
	void stopsTheModelAndKeepsWhatWasShown() {
		this.console.say("Tell me about yourself");
		expect(this.console.items().last()).containsText("I am a stand-in");
		assertThat(this.openai.responses().open()).isEqualTo(1);
		this.console.stop().click();
		expect(this.page.locator(".remark")).hasText("You stopped this answer.");
		String shown = this.console.items().last().innerText();
		await().until(() -> this.openai.responses().left() == 1);
		await().until(() -> this.openai.responses().open() == 0);
		this.page.waitForCondition(() -> this.console.storedItems().contains("assistant_message"));
		this.page.reload();
		expect(this.console.items()).hasCount(2);
		expect(this.console.items().last()).containsText("I am a stand-in");
		assertThat(this.console.items().last().innerText()).startsWith(shown).doesNotContain("Ask me anything");
		converse("Go on", "So be it.");
	}

	@Test
	void stopsAModelThatIsSilent() {
		this.openai.responses().stream(ModelAnswer.of("Let me ").hang());
		this.console.say("Hello");
		expect(this.console.items().last()).hasText("Answer:Let me ");
		this.console.stop().click();
		await().until(() -> this.openai.responses().left() == 1);
	}

	@Test
	void findsEarlierConversations() {
		converse("Ferns", "They like shade.");
		this.console.button("New").click();
		converse("Cacti", "They like light.");
		expect(this.console.threads()).containsText(new String[] { "Cacti", "Ferns" });
		this.page.navigate("about:blank");
		open();
		expect(this.console.items()).hasCount(0);
		this.page.getByText("Ferns").click();
		expect(this.console.items()).hasText(new String[] { "You said:Ferns", "Answer:They like shade." });
		converse("Why?", "Because.");
		this.page.getByText("Cacti").click();
		expect(this.console.items()).hasText(new String[] { "You said:Cacti", "Answer:They like light." });
	}

	@Test
	void answersAgainAfterAFailure() {
		this.openai.responses().stream(ModelAnswer.of("Half an ").failed("server_error", "The model broke."));
		this.console.say("Hello");
		expect(this.console.error()).containsText("The answer failed. The log of the service contains the reason.");
		this.openai.responses().stream(ModelAnswer.of("A whole answer."));
		this.console.button("Try again").click();
		expect(this.console.items()).hasText(new String[] { "You said:Hello", "Answer:A whole answer." });
		expect(this.console.send()).isVisible();
		this.page.reload();
		expect(this.console.items()).hasText(new String[] { "You said:Hello", "Answer:A whole answer." });
	}

	@Test
	void showsOtherVisitorsNothing(Browser browser) {
		converse("Hello", "Hi.");
		String fragment = this.page.url().substring(this.page.url().indexOf('#'));
		try (DemoVisit other = new DemoVisit(browser).open(this.backend, fragment)) {
			ConsolePage theirs = new ConsolePage(other.page());
			expect(theirs.error()).hasText("There is no such thread.");
			expect(theirs.items()).hasCount(0);
			expect(theirs.threads()).hasCount(0);
		}
		this.page.reload();
		expect(this.console.items()).hasCount(2);
	}

	@Test
	void showsTheEventsAsTheyCame() {
		this.page.locator(".raw summary").click();
		converse("Hello", "Hi.");
		Locator received = this.page.locator(".raw li.received code");
		expect(received.getByText("{\"type\":\"thread.created\"")).isVisible();
		expect(received.getByText("\"delta\":\"Hi.\"")).isVisible();
		expect(this.page.locator(".raw li.sent code").getByText("{\"type\":\"threads.create\"")).isVisible();
		assertThat(received.allInnerTexts()).noneMatch((text) -> text.contains("ping"));
	}

	@Test
	void needsNoMouse() {
		this.console.tabTo(this.console.message());
		this.page.keyboard().type("Tell me about yourself");
		this.page.keyboard().press("Enter");
		expect(this.console.items().last()).containsText("You wrote");
		this.page.keyboard().press("Escape");
		expect(this.page.locator(".remark")).isVisible();
		await().until(() -> this.openai.responses().left() == 1);
		expect(this.console.message()).isFocused();
		converse("Ferns", "They like shade.");
		this.console.tabTo(this.console.button("New"));
		this.page.keyboard().press("Enter");
		expect(this.console.items()).hasCount(0);
		this.console.tabTo(this.console.threads().locator("a"));
		this.page.keyboard().press("Enter");
		expect(this.console.items().last()).hasText("Answer:They like shade.");
	}

	@Test
	void worksOnAPhone(Browser browser) {
		this.visit.close();
		visit(new DemoVisit(browser,
				new Browser.NewContextOptions().setViewportSize(360, 740).setIsMobile(true).setHasTouch(true)));
		this.console.message().fill("Tell me about yourself");
		this.console.send().tap();
		expect(this.console.items().last()).containsText("You wrote");
		this.console.assertFits();
		this.console.stop().tap();
		expect(this.page.locator(".remark")).isVisible();
		this.console.button("New").tap();
		converse("Ferns", "They like shade.");
		this.console.button("Conversations").tap();
		this.console.assertFits();
		this.console.threads().last().locator("a").tap();
		expect(this.console.items().first()).hasText("You said:Tell me about yourself");
		this.console.assertFits();
	}

	private void open() {
		this.visit.open(this.backend, "#chat").step("endpoint", "passed");
	}

	private void converse(String message, String answer) {
		this.openai.responses().stream(ModelAnswer.of(answer.split("(?<=\\s)")));
		this.console.say(message);
		expect(this.console.items().last()).hasText("Answer:" + answer);
		expect(this.console.send()).isVisible();
	}

	private static LocatorAssertions expect(Locator locator) {
		return PlaywrightAssertions.assertThat(locator);
	}

}
