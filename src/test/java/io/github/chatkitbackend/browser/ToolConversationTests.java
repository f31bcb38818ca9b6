package io.github.chatkitbackend.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.Services;
import io.github.chatkitbackend.chat.mcp.McpTestServer;
import io.github.chatkitbackend.chat.mcp.TodoList;
import io.github.chatkitbackend.openai.ModelAnswer;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tools and images in the console, with the real service and the to-do list of
 * {@code mvn spring-boot:test-run} as a real MCP server.
 */
@ExtendWith(Chromium.class)
@ChatKitTest
class ToolConversationTests {

	private static final String PAGE_TOOLS = """
			[{"name": "show_map", "description": "Shows a place on the page's map.", "parameters": {"type": "object",
			  "properties": {"place": {"type": "string"}}, "required": ["place"], "additionalProperties": false}}]""";

	@TempDir
	private static Path directory;

	private static McpTestServer todos;

	private static Backend backend;

	private final OpenAIStandIn openai;

	private DemoVisit visit;

	private Page page;

	private ConsolePage console;

	ToolConversationTests(OpenAIStandIn openai) {
		this.openai = openai;
	}

	@BeforeAll
	static void start(Services services) throws IOException {
		todos = TodoList.start();
		Path tools = Files.writeString(directory.resolve("tools.json"), PAGE_TOOLS);
		backend = services.start("CHATKIT_DEMO_ENABLED=true", "CHATKIT_MODEL=gpt-5.1", "CHATKIT_KEEP_ALIVE=1s",
				"CHATKIT_MCP_TODOS_URL=" + todos.url(), "CHATKIT_CLIENT_TOOLS_FILE=" + tools,
				"CHATKIT_IMAGE_GENERATION=true");
	}

	@AfterAll
	static void stop() {
		todos.close();
	}

	@BeforeEach
	void visit(BrowserContext visitor) {
		this.openai.responses().pace(Duration.ofMillis(5));
		this.visit = new DemoVisit(visitor).open(backend, "#chat");
		this.visit.step("endpoint", "passed");
		this.page = this.visit.page();
		this.console = new ConsolePage(this.page);
	}

	@AfterEach
	void leave() {
		this.visit.close();
	}

	@Test
	void addsAndListsItems() {
		this.console.say("add water the plants");
		expect(this.console.items().last()).containsText("It is on your list. Added.");
		expect(this.page.locator(".step.done .name").getByText("add_item")).hasCount(1);
		expect(this.console.send()).isVisible();
		this.console.say("list my items");
		expect(this.page.locator(".assistant li")).containsText(new String[] { "Buy milk", "water the plants" });
		expect(this.page.locator(".workflow > summary"))
			.containsText(new String[] { "Used add_item", "Used list_items" });
		expect(this.console.send()).isVisible();
		assertSameAfterReload();
	}

	@Test
	void showsAToolWhileItRunsAndThatItWasStopped() {
		this.console.say("plan my week");
		expect(this.page.locator(".step.running .name")).hasText("plan_week, running");
		this.console.stop().click();
		assertStopped();
		this.page.waitForCondition(() -> this.console.storedItems().contains("\"title\":\"plan_week\""));
		this.page.reload();
		assertStopped();
	}

	private void assertStopped() {
		expect(this.page.locator(".workflow > summary")).hasText("Stopped");
		expect(this.page.locator(".step.plain").last()).hasText("plan_weekStopped.");
		expect(this.page.locator(".step.running")).hasCount(0);
	}

	@Test
	void opensAndClosesStepsByKeyboard() {
		this.console.say("add a tree");
		expect(this.console.send()).isVisible();
		Locator step = this.page.locator(".step.done");
		expect(step).isHidden();
		this.console.tabTo(this.page.locator(".workflow > summary"));
		this.page.keyboard().press("Enter");
		expect(step).isVisible();
		this.page.keyboard().press("Enter");
		expect(step).isHidden();
	}

	@Test
	void drawsAnImage() {
		this.console.say("draw a fern");
		expect(this.console.items().last()).hasText("Answer:This is a fern.");
		expect(this.console.send()).isVisible();
		assertThat(this.page.locator(".generated img").evaluate("async (it) => (await it.decode(), it.naturalWidth)"))
			.isEqualTo(384);
		expect(this.page.locator(".generated :is(progress, figcaption):not([hidden])")).hasCount(0);
		assertSameAfterReload();
		expect(this.page.locator(".generated img")).isVisible();
	}

	@Test
	void letsTheVisitorAnswerForAToolOfThePage() {
		this.openai.responses().stream(ModelAnswer.begin().functionCall("show_map", "{\"place\": \"Bremen\"}"));
		this.console.say("Where is Bremen?");
		Locator call = this.page.locator(".call");
		expect(call).containsText("The model asks the page to run show_map.");
		expect(call.locator("pre").first()).containsText("\"place\": \"Bremen\"");
		expect(this.console.send()).isVisible();
		call.getByLabel("Result of show_map, as JSON").fill("{\"shown\": 1");
		this.console.button("Return result").click();
		expect(this.page.locator(".call textarea:invalid")).hasCount(1);
		call.getByLabel("Result of show_map, as JSON").fill("{\"shown\": 1}");
		this.console.button("Return result").click();
		expect(this.console.items().last()).containsText("The tool says: {\"shown\":1}");
		expect(call).containsText("The page ran show_map.");
		assertSameAfterReload();
	}

	private void assertSameAfterReload() {
		String shown = this.page.locator(".items").innerText();
		this.page.reload();
		expect(this.page.locator(".items")).hasText(shown,
				new LocatorAssertions.HasTextOptions().setUseInnerText(true));
	}

	private static LocatorAssertions expect(Locator locator) {
		return PlaywrightAssertions.assertThat(locator);
	}

}
