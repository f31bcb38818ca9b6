package io.github.chatkitbackend.browser;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.JSHandle;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.FilePayload;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.openai.Drawing;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Files that visitors attach in the console, with the real service.
 */
@ExtendWith(Chromium.class)
@ChatKitTest(settings = { "CHATKIT_DEMO_ENABLED=true", "CHATKIT_MODEL=gpt-5.1", "CHATKIT_FILE_UPLOAD_MAX_FILES=2",
		"CHATKIT_FILE_UPLOAD_MAX_SIZE_MB=1" })
class AttachFilesTests {

	private static final FilePayload NOTES = file("notes.txt", "text/plain", "Water the fern.");

	private static final FilePayload FERN = new FilePayload("fern.png", "image/png",
			Base64.getDecoder().decode(Drawing.png(8)));

	private final Backend backend;

	private final OpenAIStandIn openai;

	private final List<String> operations = new CopyOnWriteArrayList<>();

	private DemoVisit visit;

	private Page page;

	private ConsolePage console;

	AttachFilesTests(Backend backend, OpenAIStandIn openai) {
		this.backend = backend;
		this.openai = openai;
	}

	@BeforeEach
	void visit(BrowserContext visitor) {
		visit(new DemoVisit(visitor));
	}

	private void visit(DemoVisit visit) {
		this.visit = visit.open(this.backend, "#chat");
		this.visit.step("endpoint", "passed");
		this.page = this.visit.page();
		this.page.onRequest((request) -> this.operations.add(request.method() + " " + request.postData()));
		this.console = new ConsolePage(this.page);
	}

	@AfterEach
	void leave() {
		this.visit.close();
	}

	@Test
	void attachesByTheButton() {
		attach(NOTES, FERN);
		expect(chips()).containsText(new String[] { "notes.txt", "fern.png" });
		expect(chips()).containsText(new String[] { "15 B, ready", "KB, ready" });
		assertLoaded(chips().locator("img"));
		expect(this.console.message()).isFocused();
		this.console.say("What is this?");
		expect(this.console.items().last()).containsText("I see the file notes.txt of type text/plain with 15 bytes.");
		expect(this.console.items().last()).containsText("image of type image/png with 384 × 384 pixels");
		expect(chips()).hasCount(0);
		expect(this.console.send()).isVisible();
		assertShown();
		this.page.reload();
		assertShown();
		expect(this.console.items().last()).containsText("It begins with “Water the fern.”");
		assertThat(this.visit.console()).noneMatch((line) -> line.contains("Security Policy"));
	}

	private void assertShown() {
		Locator message = this.console.items().first();
		expect(message).containsText("What is this?");
		expect(message.locator(".file")).hasText("notes.txt");
		expect(message.getByAltText("fern.png")).isVisible();
		assertLoaded(message.locator("img"));
	}

	private static void assertLoaded(Locator image) {
		assertThat(image.evaluate("async (it) => (await it.decode(), it.naturalWidth)")).isEqualTo(384);
	}

	@Test
	void attachesByDropping() {
		JSHandle files = this.page.evaluateHandle("""
				() => {
				  const data = new DataTransfer();
				  data.items.add(new File(['Water the fern.'], 'notes.txt', { type: 'text/plain' }));
				  return data;
				}""");
		Map<String, Object> data = Map.of("dataTransfer", files);
		Locator log = this.page.locator(".log");
		log.dispatchEvent("dragenter", data);
		expect(this.page.getByText("Drop files to attach them")).isVisible();
		assertThat(
				this.page.evaluate(
						"(dataTransfer) => document.querySelector('.log').dispatchEvent("
								+ "new DragEvent('dragover', { dataTransfer, bubbles: true, cancelable: true }))",
						files))
			.isEqualTo(false);
		log.dispatchEvent("drop", data);
		expect(this.page.getByText("Drop files to attach them")).isHidden();
		expect(chips()).containsText(new String[] { "ready" });
		this.console.send().click();
		expect(this.console.items().last()).containsText("I see the file notes.txt");
		expect(this.console.items().first()).hasText("You said:notes.txt");
	}

	@Test
	void removesFiles() {
		attach(NOTES, FERN);
		expect(chips()).containsText(new String[] { "ready", "ready" });
		this.page.waitForResponse(
				(response) -> response.request().postData() != null
						&& response.request().postData().contains("attachments.delete") && response.ok(),
				() -> this.console.button("Remove notes.txt").click());
		expect(chips()).containsText(new String[] { "fern.png" });
		expect(this.console.button("Remove fern.png")).isFocused();
		this.page.keyboard().press("Enter");
		expect(chips()).hasCount(0);
		expect(this.console.message()).isFocused();
		this.console.say("Hello");
		expect(this.console.items().last()).containsText("You wrote: “Hello”");
		assertThat(this.openai.lastBody().toString()).doesNotContain("input_file", "input_image");
	}

	@Test
	void refusesFilesBeforeTheyAreSent() {
		attach(file("large.txt", "text/plain", "x".repeat(1_048_577)), file("a.zip", "application/zip", "PK"));
		Locator problem = this.page.locator(".composer [role=alert]");
		expect(problem).containsText("large.txt is too large. A file must not be larger than 1 MB.");
		expect(problem)
			.containsText("a.zip has the type application/zip. The service takes JSON, PDF, PPTX, XLSX, DOCX, GIF,");
		attach(NOTES, FERN, NOTES);
		expect(problem).hasText("A message must not have more than 2 files.");
		expect(chips()).containsText(new String[] { "ready", "ready" });
		assertThat(this.operations.stream().filter((operation) -> operation.contains("attachments.create"))).hasSize(2);
	}

	@Test
	void saysWhyTheServiceRefusesAFile() {
		attach(file("fern.png", "image/png", "This is not an image."));
		expect(chips()).containsText(new String[] { "21 B, failed: The content of this file is not an image." });
		expect(chips().locator("img")).hasCount(0);
		expect(this.console.send()).isEnabled();
		this.console.say("Hello");
		expect(this.console.items().last()).containsText("You wrote: “Hello”");
		expect(this.console.items().first()).hasText("You said:Hello");
		expect(chips()).hasCount(0);
	}

	@Test
	void waitsForTheUploads() {
		this.page.route("**/content?*", (route) -> {
			expect(chips()).containsText(new String[] { "uploading …" });
			expect(this.console.send()).isDisabled();
			this.console.message().press("Enter");
			route.resume();
		});
		this.console.message().fill("What is this?");
		attach(NOTES);
		expect(this.console.send()).isEnabled();
		assertThat(this.console.items().count()).isZero();
		this.console.send().click();
		expect(this.console.items().last()).containsText("I see the file notes.txt");
	}

	@Test
	void fitsAPhone(Browser browser) {
		this.visit.close();
		visit(new DemoVisit(browser,
				new Browser.NewContextOptions().setViewportSize(360, 740).setIsMobile(true).setHasTouch(true)));
		attach(FERN, file("word".repeat(40) + ".txt", "text/plain", "Hello"));
		expect(chips()).containsText(new String[] { "ready", "ready" });
		this.console.assertFits();
		this.console.send().tap();
		expect(this.console.items().last()).containsText("I see the file");
		this.console.assertFits();
	}

	private void attach(FilePayload... files) {
		this.page.waitForFileChooser(() -> this.console.button("Attach files").click()).setFiles(files);
	}

	private Locator chips() {
		return this.page.locator(".tray li");
	}

	private static FilePayload file(String name, String type, String content) {
		return new FilePayload(name, type, content.getBytes(StandardCharsets.UTF_8));
	}

	private static LocatorAssertions expect(Locator locator) {
		return PlaywrightAssertions.assertThat(locator);
	}

}
