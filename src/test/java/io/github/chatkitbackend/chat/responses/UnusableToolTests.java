package io.github.chatkitbackend.chat.responses;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.Services;
import io.github.chatkitbackend.chat.agent.Agent;
import io.github.chatkitbackend.chat.agent.Turn;
import io.github.chatkitbackend.chat.mcp.McpTestServer;
import io.github.chatkitbackend.chat.mcp.TestTool;
import io.github.chatkitbackend.chat.tool.Tool;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tools that have the same name, and others that cannot be used.
 */
@ExtendWith(OutputCaptureExtension.class)
@ChatKitTest
class UnusableToolTests {

	@TempDir
	private Path directory;

	@Test
	void twoBeansEndTheStartWithTheirNames(Services services, CapturedOutput output) {
		assertThatException().isThrownBy(() -> services.startWith(Greeters.class, "CHATKIT_MODEL=gpt-5.5"));
		assertThat(output)
			.contains("Two tools have the name greet: one of the bean firstGreeter (%1$s), and one of the bean "
				.formatted(TestTools.Greeter.class.getName()) + "secondGreeter (")
			.contains("Rename one of them: a bean by what its method name() returns")
			.doesNotContain("\tat ", "Exception");
	}

	@Test
	void parametersWithoutASchemaEndTheStart() {
		assertThatExceptionOfType(UnusableToolException.class)
			.isThrownBy(() -> ApplicationTool.of("odd", new OddTool()))
			.withMessage("The parameters of the bean odd (%s) have no JSON schema.".formatted(OddTool.class.getName()))
			.extracting(UnusableToolException::action, InstanceOfAssertFactories.STRING)
			.startsWith("java.lang.Thread cannot be a parameter of a tool. Use records");
	}

	@Test
	void toolsOfThePageEndTheStart() throws Exception {
		assertThatExceptionOfType(UnusableToolException.class)
			.isThrownBy(() -> sets(properties(false, "greet"), ApplicationTool.of("greeter", new TestTools.Greeter())))
			.withMessage("Two tools have the name greet: one of CHATKIT_CLIENT_TOOLS_FILE, and one of the bean greeter "
					+ "(%s).".formatted(TestTools.Greeter.class.getName()));
		assertThatExceptionOfType(UnusableToolException.class).isThrownBy(() -> sets(properties(true, "ask_user")))
			.withMessage("Two tools have the name ask_user: one of CHATKIT_CLIENT_TOOLS_FILE, and one of "
					+ "CHATKIT_ASK_USER.");
	}

	@Test
	void toolsOfOpenAIEndTheStart() throws Exception {
		for (Map.Entry<String, String> hosted : Map
			.of("web_search", "CHATKIT_WEB_SEARCH", "file_search", "CHATKIT_VECTOR_STORES", "code_interpreter",
					"CHATKIT_CODE_INTERPRETER", "image_generation", "CHATKIT_IMAGE_GENERATION")
			.entrySet()) {
			ToolProperties properties = properties(true, hosted.getKey());
			assertThatExceptionOfType(UnusableToolException.class).isThrownBy(() -> sets(properties))
				.withMessage("Two tools have the name %s: one of %s, and one of CHATKIT_CLIENT_TOOLS_FILE."
					.formatted(hosted.getKey(), hosted.getValue()));
		}
	}

	@Test
	void aToolOfAnMcpServerIsLeftOut(Services services, OpenAIStandIn openai) throws Exception {
		try (McpTestServer server = McpTestServer.start(TestTool.ofText("greet", (_) -> "never"),
				TestTool.ofText("web_search", (_) -> "never"), TestTool.ofText("look", (_) -> "found"))) {
			Backend backend = services.startWith(TestTools.Greeter.class, "CHATKIT_MODEL=gpt-5.5",
					"CHATKIT_WEB_SEARCH=true", "CHATKIT_MCP_TASKS_URL=" + server.url());
			backend.bean(Agent.class).respond(RecordingTurn.of("hello"));
			assertThat(openai.lastBody().path("tools").valueStream())
				.extracting((tool) -> tool.path("name").asString(tool.path("type").asString()))
				.containsExactly("greet", "look", "web_search");
		}
	}

	private ToolProperties properties(boolean all, String clientTool) throws Exception {
		Path file = Files.writeString(this.directory.resolve("tools.json"), """
				[{"name": "%s", "description": "Does", "parameters": {"type": "object"}}]""".formatted(clientTool));
		return new ToolProperties(10, ClientToolsFile.of(file.toString()), all, all,
				all ? List.of(VectorStore.of("vs_1")) : List.of(), all, all);
	}

	private static ToolSets sets(ToolProperties properties, ApplicationTool<?>... own) {
		return new ToolSets(List.of(own), properties.endingTools(), HostedTools.of(properties), List.of());
	}

	/**
	 * An application with two tools of the same name.
	 */
	static class Greeters {

		@Bean
		Tool<TestTools.Greeter.Person> firstGreeter() {
			return new TestTools.Greeter();
		}

		@Bean
		Tool<TestTools.Greeter.Person> secondGreeter() {
			return new TestTools.Greeter();
		}

	}

	/**
	 * A tool that no model can call.
	 */
	private static final class OddTool implements Tool<RecordSchemaTests.Odd> {

		@Override
		public String name() {
			return "odd";
		}

		@Override
		public String description() {
			return "Takes what no model can write";
		}

		@Override
		public Class<RecordSchemaTests.Odd> parameters() {
			return RecordSchemaTests.Odd.class;
		}

		@Override
		public Object call(RecordSchemaTests.Odd parameters, Turn turn) {
			return "never";
		}

	}

}
