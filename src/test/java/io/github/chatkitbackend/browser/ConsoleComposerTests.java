package io.github.chatkitbackend.browser;

import java.nio.charset.StandardCharsets;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.FilePayload;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the console offers and shows, with an endpoint that says what a test wants.
 */
@ExtendWith(Chromium.class)
@ChatKitTest(settings = "CHATKIT_DEMO_ENABLED=true")
class ConsoleComposerTests {

	private static final String CONFIG = """
			{"composer":{"attachments":{"enabled":true,"maxCount":1,"maxSize":100,"accept":{"text/*":[]}},\
			"models":[{"id":"small","label":"Small","default":false},{"id":"large","label":"Large","default":true}]}}""";

	private final Backend backend;

	@AutoClose
	private final ScriptedChat chat = new ScriptedChat();

	private DemoVisit visit;

	private Page page;

	private ConsolePage console;

	ConsoleComposerTests(Backend backend) {
		this.backend = backend;
	}

	@BeforeEach
	void visit(BrowserContext visitor) {
		this.visit = new DemoVisit(visitor);
		this.page = this.visit.page();
		this.console = new ConsolePage(this.page);
		this.chat.serve(this.page);
	}

	@AfterEach
	void leave() {
		this.visit.close();
	}

	@Test
	void offersWhatTheServiceIsConfiguredFor() {
		open("{\"composer\":{\"attachments\":{\"enabled\":false}}}");
		expect(this.console.button("Attach files")).isHidden();
		expect(this.page.getByLabel("Model")).isHidden();
	}

	@Test
	void sendsTheChosenModel() {
		open(CONFIG);
		expect(this.page.getByLabel("Model")).hasValue("large");
		this.page.getByLabel("Model").selectOption("Small");
		say("Hi").end();
		assertThat(this.chat.last("threads.create").params().at("/input/inference_options"))
			.hasToString("{\"model\":\"small\"}");
	}

	@Test
	void keepsTheFilesOfAMessageThatIsRefused() {
		open(CONFIG);
		attach();
		expect(this.page.locator(".tray li")).containsText(new String[] { "5 B, ready" });
		this.chat.refuse("threads.create", 429, "{\"code\":\"rate_limited\",\"message\":\"Too many messages.\"}");
		this.console.message().fill("Hi");
		this.console.send().click();
		expect(this.console.error()).containsText("Too many messages.");
		expect(this.page.locator(".tray li")).containsText(new String[] { "notes.txt" });
		expect(this.console.message()).hasValue("Hi");
		assertThat(this.chat.last("threads.create").params().at("/input/attachments")).hasToString("[\"atc_1\"]");
	}

	private void attach() {
		this.chat.answer("attachments.create", """
				{"type":"file","id":"atc_1","name":"notes.txt","mime_type":"text/plain",\
				"upload_descriptor":{"url":"%s","method":"PUT","headers":{"X-Place":"1"}}}"""
			.formatted(this.backend.url("/place")));
		this.page.route("**/place", (route) -> {
			assertThat(route.request().method()).isEqualTo("PUT");
			assertThat(route.request().headerValue("X-Place")).isEqualTo("1");
			route.fulfill(new Route.FulfillOptions().setBody("{}"));
		});
		this.page.locator("[type=file]")
			.setInputFiles(new FilePayload("notes.txt", "text/plain", "Hello".getBytes(StandardCharsets.UTF_8)));
	}

	@Test
	void showsAnImageWhileItIsGenerated() {
		open(CONFIG);
		String image = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==";
		ScriptedStream stream = say("Draw").send(Wire.added(Wire.item("img_1", "generated_image", "\"x\":1")));
		Locator figure = this.page.locator(".generated");
		expect(figure).hasText("Generating an image …");
		stream.send(Wire.update("img_1", """
				{"type":"generated_image.updated","image":{"id":"ig_1","url":"%s"},"progress":0.5}"""
			.formatted(image)));
		expect(figure).hasText("This is a preview. The image is being generated …");
		assertThat(figure.locator("progress").evaluate("(it) => it.value")).isEqualTo(0.5);
		this.console.stop().click();
		expect(figure).hasText("This image was not finished. It will not be kept.");
		stream.end();
	}

	@Test
	void numbersTheSourcesOfAnAnswer() {
		open(CONFIG);
		say("Hi").send(Wire.done(Wire.item("msg_2", "assistant_message", """
				"content":[{"type":"output_text","text":"Ferns.","annotations":[%1$s,%2$s,%1$s,%3$s]}]""".formatted(
				"""
						{"type":"annotation","source":{"type":"url","url":"https://example.com/a","title":"All about ferns"}}""",
				"""
						{"type":"annotation","source":{"type":"file","filename":"plants.pdf","title":"plants.pdf"}}""",
				"""
						{"type":"annotation","source":{"type":"url","url":"javascript:alert(1)","title":"Bad"}}"""))))
			.end();
		expect(this.page.locator(".sources li")).hasText(new String[] { "1 All about ferns", "2 plants.pdf", "3 Bad" });
		expect(this.page.locator(".sources a")).hasCount(1);
		expect(this.page.locator(".sources a")).hasAttribute("href", "https://example.com/a");
	}

	private ScriptedStream say(String text) {
		ScriptedStream stream = this.chat.stream("threads.create")
			.send(Wire.created("thr_1"), Wire.done(Wire.userMessage("msg_1", text)), Wire.options(true));
		this.console.message().fill(text);
		this.console.send().click();
		return stream;
	}

	private void open(String config) {
		this.chat.configure(config);
		this.visit.open(this.backend, "#chat").step("endpoint", "passed");
	}

	private static LocatorAssertions expect(Locator locator) {
		return PlaywrightAssertions.assertThat(locator);
	}

}
