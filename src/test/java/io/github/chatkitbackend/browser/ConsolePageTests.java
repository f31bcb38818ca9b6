package io.github.chatkitbackend.browser;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The console of the demo page in a real browser, with an endpoint that says what a test
 * wants.
 */
@ExtendWith(Chromium.class)
@ChatKitTest(settings = "CHATKIT_DEMO_ENABLED=true")
class ConsolePageTests {

	private final Backend backend;

	private final BrowserContext visitor;

	@AutoClose
	private final ScriptedChat chat = new ScriptedChat();

	private DemoVisit visit;

	private Page page;

	private ConsolePage console;

	ConsolePageTests(Backend backend, BrowserContext visitor) {
		this.backend = backend;
		this.visitor = visitor;
	}

	@BeforeEach
	void visit() {
		visit(new DemoVisit(this.visitor));
	}

	private void visit(DemoVisit visit) {
		this.visit = visit;
		this.page = visit.page();
		this.console = new ConsolePage(this.page);
		this.chat.serve(this.page);
	}

	@AfterEach
	void leave() {
		this.visit.close();
	}

	@Test
	void showsAnAnswerWhileItStreams() {
		open("#chat");
		ScriptedStream stream = say("Which *plants*?").send(Wire.options(true), Wire.added(Wire.answer("msg_2", "")),
				Wire.delta("msg_2", "Ferns and "));
		expect(this.console.items()).hasText(new String[] { "You said:Which *plants*?", "Answer:Ferns and " });
		expect(this.console.send()).isHidden();
		stream.send(Wire.delta("msg_2", "**hostas**"), Wire.done(Wire.answer("msg_2", "Ferns and **hostas**")),
				Wire.updated("thr_1", "Plants"));
		expect(this.page.locator(".assistant strong")).hasText("hostas");
		expect(this.console.title()).hasText("Plants");
		stream.end();
		expect(this.console.send()).isVisible();
		expect(this.page.locator(".threads [aria-current]")).containsText("Plants");
		ScriptedChat.Request request = this.chat.last("threads.create");
		assertThat(request.header("Accept")).isEqualTo("text/event-stream");
		assertThat(request.header("Content-Type")).isEqualTo("application/json");
		assertThat(request.params().at("/input")).hasToString(
				"""
						{"content":[{"type":"input_text","text":"Which *plants*?"}],"attachments":[],"inference_options":{}}""");
	}

	@Test
	void continuesTheConversation() {
		answerOnce("Hello");
		ScriptedStream stream = this.chat.stream("threads.add_user_message");
		write("More").press("Enter");
		stream
			.send(Wire.done(Wire.userMessage("msg_3", "More")), Wire.options(true),
					Wire.done(Wire.answer("msg_4", "Of course")))
			.end();
		expect(this.console.items())
			.hasText(new String[] { "You said:Hi", "Answer:Hello", "You said:More", "Answer:Of course" });
		assertThat(this.chat.last("threads.add_user_message").params().path("thread_id").stringValue())
			.isEqualTo("thr_1");
	}

	@Test
	void stopsAnAnswerByLeaving() throws InterruptedException {
		open("#chat");
		ScriptedStream stream = say("Hi").send(Wire.options(true), Wire.added(Wire.answer("msg_2", "")),
				Wire.delta("msg_2", "Once upon"));
		expect(this.console.items().last()).hasText("Answer:Once upon");
		this.console.stop().click();
		assertThat(stream.isLeft()).isTrue();
		expect(this.page.getByText("You stopped this answer.").first()).isVisible();
		expect(this.console.items().last()).hasText("Answer:Once upon");
		expect(this.console.message()).isFocused();
	}

	@Test
	void offersNoStopIfTheServiceDoesNotAllowIt() {
		open("#chat");
		ScriptedStream stream = say("Hi").send(Wire.options(false), Wire.added(Wire.answer("msg_2", "")),
				Wire.delta("msg_2", "Once"));
		expect(this.console.items().last()).hasText("Answer:Once");
		expect(this.console.stop()).isHidden();
		this.console.message().press("Escape");
		stream.send(Wire.delta("msg_2", " upon")).end();
		expect(this.console.items().last()).hasText("Answer:Once upon");
	}

	@Test
	void triesAgainAfterAnError() {
		open("#chat");
		say("Hi")
			.send(Wire.options(true), Wire.done(Wire.answer("msg_2", "Half an")),
					Wire.error("The model is silent.", true))
			.end();
		expect(this.console.error()).containsText("The model is silent.");
		ScriptedStream second = this.chat.stream("threads.retry_after_item");
		this.console.button("Try again").click();
		expect(this.console.error()).hasCount(0);
		second.send(Wire.options(true), Wire.done(Wire.answer("msg_3", "A whole answer"))).end();
		expect(this.console.items()).hasText(new String[] { "You said:Hi", "Answer:A whole answer" });
		assertThat(this.chat.last("threads.retry_after_item").params()).hasToString("""
				{"thread_id":"thr_1","item_id":"msg_1"}""");
	}

	@Test
	void triesOnlyTheLastMessageAgain() {
		open("#chat");
		say("Hi").send(Wire.error("The model is silent.", true)).end();
		expect(this.console.button("Try again")).isVisible();
		ScriptedStream stream = this.chat.stream("threads.add_user_message");
		write("More").press("Enter");
		expect(this.console.button("Try again")).hasCount(0);
		stream.send(Wire.done(Wire.userMessage("msg_2", "More")), Wire.error("Silent again.", true)).end();
		this.chat.stream("threads.retry_after_item").end();
		this.console.button("Try again").click();
		expect(this.console.error()).hasText(new String[] { "The model is silent." });
		assertThat(this.chat.last("threads.retry_after_item").params().path("item_id").stringValue())
			.isEqualTo("msg_2");
	}

	@Test
	void offersNoRetryIfTheServiceDoesNotAllowIt() {
		open("#chat");
		say("Hi").send(Wire.error("You have no credit.", false)).end();
		expect(this.console.error()).hasText("You have no credit.");
	}

	@Test
	void triesAgainAfterALostConnection() {
		open("#chat");
		ScriptedStream stream = say("Hi").send(Wire.options(true), Wire.added(Wire.answer("msg_2", "")),
				Wire.delta("msg_2", "Once"));
		expect(this.console.items().last()).hasText("Answer:Once");
		stream.cut();
		expect(this.console.error()).containsText("The connection was lost");
		expect(this.console.button("Try again")).isVisible();
	}

	@Test
	void keepsAMessageThatIsRefused() {
		this.chat.refuse("threads.create", 429, """
				{"code":"rate_limited","message":"You have sent many messages."}""");
		open("#chat");
		write("Hi").press("Enter");
		expect(this.console.error()).hasText("You have sent many messages. Try again after 7 s.");
		expect(this.console.message()).hasValue("Hi");
		expect(this.console.items()).hasCount(0);
	}

	@Test
	void listsThreadsPageByPageAndOpensThem() {
		this.chat.answer("threads.list",
				Wire.pageBefore("thr_2", Wire.thread("thr_1", "First"), Wire.thread("thr_2", "")));
		open("#chat");
		expect(this.console.threads())
			.hasText(new Pattern[] { Pattern.compile("First.*"), Pattern.compile("Untitled conversation.*") });
		this.chat.answer("threads.list", Wire.page(Wire.thread("thr_3", "Third")));
		this.page.getByText("Show older conversations").click();
		expect(this.console.threads()).hasCount(3);
		assertThat(this.chat.last("threads.list").params().path("after").stringValue()).isEqualTo("thr_2");
		this.chat.answer("threads.get_by_id", Wire.thread("thr_3", "Third"))
			.answer("items.list",
					Wire.pageBefore("msg_3", Wire.answer("msg_4", "four"), Wire.userMessage("msg_3", "three")));
		this.page.getByText("Third").click();
		expect(this.console.items()).hasText(new String[] { "You said:three", "Answer:four" });
		this.chat.answer("items.list", Wire.page(Wire.answer("msg_2", "two"), Wire.userMessage("msg_1", "one")));
		this.page.getByText("Show earlier messages").click();
		expect(this.console.items())
			.hasText(new String[] { "You said:one", "Answer:two", "You said:three", "Answer:four" });
		assertThat(this.chat.last("items.list").params()).hasToString("""
				{"thread_id":"thr_3","limit":20,"order":"desc","after":"msg_3"}""");
		expect(this.page.getByText("Show earlier messages")).isHidden();
	}

	@Test
	void staysInTheThreadThatTheAddressNames() {
		this.chat.answer("threads.list", Wire.page(Wire.thread("thr_1", "First"), Wire.thread("thr_2", "Second")));
		openThread("thr_1", "First", "one");
		this.page.reload();
		expect(this.console.items()).hasText(new String[] { "Answer:one" });
		this.chat.answer("threads.get_by_id", Wire.thread("thr_2", "Second"))
			.answer("items.list", Wire.page(Wire.answer("msg_2", "two")));
		this.page.getByText("Second").click();
		expect(this.console.items()).hasText(new String[] { "Answer:two" });
		this.chat.answer("threads.get_by_id", Wire.thread("thr_1", "First"));
		this.page.goBack();
		this.page.waitForURL("**/demo#chat/thr_1");
		expect(this.page.locator(".threads [aria-current]")).containsText("First");
		this.page.getByText("Hosted sessions").click();
		this.page.locator("[data-tab=chat]").click();
		this.page.waitForURL("**/demo#chat/thr_1");
	}

	@Test
	void keepsANewThreadInTheAddress() {
		answerOnce("Hello");
		this.page.waitForURL("**/demo#chat/thr_1");
		this.console.button("New").click();
		this.page.waitForURL("**/demo#chat");
		expect(this.console.items()).hasCount(0);
		expect(this.console.message()).isFocused();
	}

	@Test
	void takesNoMessagesForLockedThreads() {
		this.chat.answer("threads.get_by_id", Wire.thread("thr_1", "First")
			.replace("{\"type\":\"active\"}", "{\"type\":\"locked\",\"reason\":\"It is resolved.\"}"));
		open("#chat/thr_1");
		expect(this.console.message()).isDisabled();
		expect(this.page.getByText("This conversation is locked. It is resolved.")).isVisible();
		this.console.button("New").click();
		expect(this.console.message()).isEnabled();
	}

	@Test
	void saysThatAThreadIsGone() {
		this.chat.refuse("threads.get_by_id", 404, """
				{"code":"not_found","message":"This thread does not exist."}""");
		open("#chat/thr_9");
		expect(this.console.error()).containsText("This thread does not exist.");
		say("Hi").send(Wire.options(true), Wire.done(Wire.answer("msg_2", "Hello"))).end();
		expect(this.console.items()).hasCount(2);
	}

	@Test
	void renamesThreads() {
		this.chat.answer("threads.list", Wire.page(Wire.thread("thr_1", "First")))
			.answer("threads.update", Wire.thread("thr_1", "Better"));
		openThread("thr_1", "First", "one");
		this.console.button("Rename First").click();
		expect(this.page.getByLabel("Title")).hasValue("First");
		this.page.getByLabel("Title").press("Escape");
		expect(this.console.button("Rename First")).isFocused();
		this.page.keyboard().press("Enter");
		this.page.getByLabel("Title").fill("Better");
		this.page.getByLabel("Title").press("Enter");
		expect(this.console.title()).hasText("Better");
		expect(this.console.button("Rename Better")).isFocused();
		assertThat(this.chat.last("threads.update").params()).hasToString("""
				{"thread_id":"thr_1","title":"Better"}""");
	}

	@Test
	void deletesThreadsOnceConfirmed() {
		this.chat.answer("threads.list", Wire.page(Wire.thread("thr_1", "First"), Wire.thread("thr_2", "Second")))
			.answer("threads.delete", "{}");
		openThread("thr_1", "First", "one");
		this.console.button("Delete First").click();
		this.console.button("Cancel").click();
		assertThat(this.chat.requests("threads.delete")).isEmpty();
		this.console.button("Delete First").click();
		this.page.locator(".question .danger").click();
		expect(this.console.threads()).hasCount(1);
		this.page.waitForURL("**/demo#chat");
		expect(this.console.items()).hasCount(0);
		assertThat(this.chat.last("threads.delete").params().path("thread_id").stringValue()).isEqualTo("thr_1");
	}

	@Test
	void needsNoMouse() throws InterruptedException {
		open("#chat");
		this.console.tabTo(this.console.message());
		this.page.keyboard().type("One");
		this.page.keyboard().press("Shift+Enter");
		this.page.keyboard().type("Two");
		ScriptedStream stream = begin("One\nTwo");
		this.page.keyboard().press("Enter");
		stream.send(Wire.options(true), Wire.added(Wire.answer("msg_2", "")), Wire.delta("msg_2", "Three"));
		expect(this.console.items().last()).hasText("Answer:Three");
		assertThat(this.chat.last("threads.create").params().at("/input/content/0/text").stringValue())
			.isEqualTo("One\nTwo");
		this.page.keyboard().press("Escape");
		assertThat(stream.isLeft()).isTrue();
		this.console.tabTo(this.page.locator(".raw summary"));
		this.page.keyboard().press("Enter");
		expect(this.page.locator(".raw ol")).containsText("threads.create");
		this.console.tabTo(this.page.locator("#chat-token"));
	}

	@Test
	void showsWhatTheModelThinksAndDoes() {
		open("#chat");
		ScriptedStream stream = say("Hi").send(Wire.options(true), Wire.added(workflow("")), Wire.update("wf_1",
				"""
						{"type":"workflow.task.added","task_index":0,"task":{"type":"thought","title":"First","content":"I think.","status_indicator":"loading"}}"""));
		Locator workflow = this.page.locator(".workflow");
		expect(workflow.getByText("Thinking")).isVisible();
		expect(workflow.getByText("I think.")).isVisible();
		stream.send(Wire.done(workflow(",\"summary\":{\"duration\":3}")), """
				{"type":"progress_update","icon":"search","text":"Searching"}""");
		expect(this.page.locator(".progress")).containsText("Searching");
		expect(workflow.getByText("Thought for 3 s")).isVisible();
		expect(workflow.getByText("I think.")).isHidden();
		stream
			.send("""
					{"type":"notice","level":"warning","title":"Careful","message":"It is **hot**."}""",
					Wire.done(Wire.item("new_1", "new_item", """
							"some":{"thing":1}""")), "{\"type\":\"something.new\"}",
					Wire.done(Wire.answer("msg_2", "Done")))
			.end();
		expect(this.page.locator(".notice.warning")).containsText("CarefulIt is hot.");
		expect(this.page.locator(".unknown summary")).hasText("new_item");
		expect(this.console.items().last()).hasText("Answer:Done");
		expect(this.page.locator(".progress")).isHidden();
	}

	private static String workflow(String summary) {
		return Wire.item("wf_1", "workflow", """
				"workflow":{"type":"reasoning","tasks":[%s],"expanded":false%s}"""
			.formatted(summary.isEmpty() ? "" : """
					{"type":"thought","title":"First","content":"I think.","status_indicator":"complete"}""", summary));
	}

	@Test
	void tellsScreenReadersWhatWasAnswered() {
		open("#chat");
		say("Hi")
			.send(Wire.options(true), Wire.added(Wire.answer("msg_2", "")), Wire.delta("msg_2", "One. "),
					Wire.delta("msg_2", "Two."), Wire.done(Wire.answer("msg_2", "One. Two.")))
			.end();
		expect(this.page.locator("[aria-live=polite]")).hasText("One. Two.");
	}

	@Test
	void showsAllTextAsText() {
		String evil = "<img src=x onerror=\"document.title='broken'\"><script>document.title='broken'</script>";
		this.chat.answer("threads.list", Wire.page(Wire.thread("thr_1", evil)));
		open("#chat");
		ScriptedStream stream = say(evil).send(Wire.options(true),
				Wire.done(Wire.answer("msg_2",
						evil + "\n\n[a](javascript:document.title='broken') [b](https://example.com)")),
				Wire.updated("thr_1", evil), Wire.error(evil, false));
		stream.send("""
				{"type":"notice","level":"info","title":"%1$s","message":"%1$s"}""".formatted("<b>bold</b>")).end();
		expect(this.page.locator(".notice.info")).hasText("<b>bold</b><b>bold</b>");
		expect(this.console.items().first()).containsText("<img src=x");
		expect(this.page.locator(".console").locator("img, script, b")).hasCount(0);
		Locator links = this.page.locator(".assistant a");
		expect(links).hasText(new String[] { "b" });
		expect(links).hasAttribute("rel", "noopener noreferrer");
		assertThat(this.page.title()).isEqualTo("ChatKit Backend: demo");
	}

	@Test
	void rendersTheMarkdownThatModelsWrite() {
		open("#chat");
		say("Hi").send(Wire.done(Wire.answer("msg_2", """
				## Title
				Some **bold**, *slanted* and `a < b` text.
				1. one
				   - inner

				2. two

				```js
				**not bold**

				- not a list
				```
				| Plant | Light |
				|---|:-:|
				| **Fern** | low \\| none |
				See https://example.com/a_b."""))).end();
		expect(this.page.locator(".markdown > *")).hasCount(6);
		expect(this.page.locator(".markdown tr")).hasText(new String[] { "PlantLight", "Fernlow | none" });
		expect(this.page.locator(".markdown > ol > li")).hasText(new String[] { "oneinner", "two" });
		expect(this.page.locator(".markdown pre")).hasText("**not bold**\n\n- not a list");
		expect(this.page.locator(".markdown p > code")).hasText("a < b");
		expect(this.page.locator(".markdown a")).hasAttribute("href", "https://example.com/a_b");
	}

	@Test
	void showsTheLastRawEvents() {
		this.chat.answer("threads.list", "{ \"data\": [],\n  \"has_more\": false }");
		open("#chat");
		this.page.locator("#chat-token").fill("token-of-this-test");
		this.page.locator(".raw summary").click();
		expect(this.page.locator(".raw li.received code")).hasText("{ \"data\": [],\n  \"has_more\": false }");
		String[] deltas = IntStream.range(0, 300).mapToObj((i) -> Wire.delta("msg_2", i + ", ")).toArray(String[]::new);
		say("Hi").send(Wire.options(true), Wire.added(Wire.answer("msg_2", ""))).send(deltas).end();
		expect(this.page.locator(".raw li").last()).containsText(deltas[299]);
		expect(this.page.locator(".raw li")).hasCount(200);
		assertThat(this.chat.last("threads.create").header("Authorization")).isEqualTo("Bearer token-of-this-test");
		assertThat(this.visit.everything()).doesNotContain("token-of-this-test");
		this.console.button("Clear").click();
		expect(this.page.locator(".raw li")).hasCount(0);
	}

	@Test
	void fitsAPhone(Browser browser) {
		this.visit.close();
		visit(new DemoVisit(browser,
				new Browser.NewContextOptions().setViewportSize(320, 640).setIsMobile(true).setHasTouch(true)));
		String word = "word".repeat(60);
		this.chat.answer("threads.list", Wire.page(Wire.thread("thr_1", word), Wire.thread("thr_2", "Second")));
		openThread("thr_1", word,
				"%1$s\n\n```\n%1$s\n```\n\n- `%1$s`\n\n| %1$s | b |\n|---|---|\n| c | d |".formatted(word));
		this.console.assertFits();
		this.console.button("Conversations").tap();
		expect(this.console.threads()).hasCount(2);
		this.console.button("Delete Second").tap();
		this.console.assertFits();
		this.page.locator(".open").first().tap();
		this.console.button("Conversations").tap();
		this.page.locator(".raw summary").tap();
		this.console.message().fill(word);
		this.console.assertFits();
	}

	@Test
	void isReadableInLightAndDark() {
		this.chat.answer("threads.list", Wire.page(Wire.thread("thr_1", "First"), Wire.thread("thr_2", "Second")));
		open("#chat");
		say("Hi")
			.send(Wire.options(true), Wire.done(workflow(",\"summary\":{\"title\":\"Thought\"}")),
					Wire.done(Wire.answer("msg_2", "`code` and [a link](https://example.com)\n\n```\ncode\n```")),
					Wire.error("Oh no", true), """
							{"type":"notice","level":"warning","title":"Careful","message":"Hot"}""")
			.end();
		expect(this.page.locator(".notice.warning")).isVisible();
		this.page.locator(".raw summary").click();
		this.console.threads().last().hover();
		this.console.button("Delete Second").click();
		expect(this.page.locator(".question")).isVisible();
		for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
			this.page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
			assertThat(this.visit.unreadable()).isEqualTo(List.of());
		}
	}

	@Test
	void readsStreamsHoweverTheyAreCut() {
		open("#chat");
		Object read = this.page.evaluate(
				"""
						async () => {
						  const { messages } = await import('/demo/protocol.js');
						  const bytes = new TextEncoder().encode(
						    ': ping\\ndata: {"a":"ä"}\\n\\n: ping\\n\\nid: 1\\r\\ndata:b\\r\\ndata: c\\r\\n\\r\\ndata: d\\r\\rdata: lost\\n');
						  const results = [];
						  for (const size of [1, 2, 3, 1000]) {
						    let at = 0;
						    const body = new ReadableStream({
						      pull(controller) {
						        at < bytes.length ? controller.enqueue(bytes.slice(at, at += size)) : controller.close();
						      },
						    });
						    results.push(JSON.stringify(await Array.fromAsync(messages(body))));
						  }
						  return [...new Set(results)];
						}""");
		assertThat(read).isEqualTo(List.of("[\"{\\\"a\\\":\\\"ä\\\"}\",\"b\\nc\",\"d\"]"));
	}

	private void open(String fragment) {
		this.visit.open(this.backend, fragment);
		this.visit.step("endpoint", "passed");
	}

	private void openThread(String id, String title, String text) {
		this.chat.answer("threads.get_by_id", Wire.thread(id, title))
			.answer("items.list", Wire.page(Wire.answer("msg_1", text)));
		open("#chat/" + id);
		expect(this.console.items()).hasCount(1);
	}

	private void answerOnce(String text) {
		open("#chat");
		say("Hi").send(Wire.options(true), Wire.done(Wire.answer("msg_2", text))).end();
		expect(this.console.items()).hasCount(2);
		expect(this.console.send()).isVisible();
	}

	/**
	 * Sends a message that begins a thread.
	 */
	private ScriptedStream say(String text) {
		ScriptedStream stream = begin(text);
		write(text);
		this.console.send().click();
		return stream;
	}

	private ScriptedStream begin(String text) {
		return this.chat.stream("threads.create")
			.send(Wire.created("thr_1"), Wire.done(Wire.userMessage("msg_1", text)));
	}

	private Locator write(String text) {
		this.console.message().fill(text);
		return this.console.message();
	}

	private static LocatorAssertions expect(Locator locator) {
		return PlaywrightAssertions.assertThat(locator);
	}

}
