package io.github.chatkitbackend.chat.mcp;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import io.github.chatkitbackend.chat.tool.ModelTool;
import io.github.chatkitbackend.chat.tool.ToolResult;
import io.github.chatkitbackend.settings.HttpUrl;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ImageContent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tools of a real MCP server, the one of the Java SDK.
 */
class McpToolsTests {

	private static final TestTool ECHO = TestTool.ofText("echo", (arguments) -> "echo: " + arguments.get("text"));

	private static final int MEBIBYTE = 1024 * 1024;

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void areListedAndCalledWithAndWithoutSessions(boolean sessions) throws Exception {
		try (McpTestServer server = sessions ? McpTestServer.start(ECHO) : McpTestServer.startWithoutSessions(ECHO);
				ConnectedTools tools = ConnectedTools.to(server.url())) {
			assertThat(tools.names()).containsExactly("echo");
			assertThat(tools.text("echo", "{\"text\": \"größer\"}")).isEqualTo("echo: größer");
			RecordedCall call = server.calls("tools/call").getFirst();
			assertThat(call.header("MCP-Protocol-Version")).isEqualTo("2025-11-25");
			assertThat(call.header("Mcp-Session-Id") != null).isEqualTo(sessions);
			assertThat(call.headers()).doesNotContainKeys("authorization", "chatkit-user");
			assertThat(server.calls("initialize")).hasSize(1);
			assertThat(server.calls("notifications/initialized")).hasSize(1);
		}
	}

	@Test
	void keepTheirSchemasButForTheirDialect() {
		try (McpTestServer server = McpTestServer.start(ECHO); ConnectedTools tools = ConnectedTools.to(server.url())) {
			ModelTool echo = tools.tool("echo");
			assertThat(echo.description().description()).isEqualTo("Does echo");
			assertThat(echo.description().parameters()).isEqualTo(RpcMessages.JSON.readTree("""
					{"type": "object", "properties": {"text": {"type": "string", "description": "any text"}},
					  "additionalProperties": true}"""));
		}
	}

	@Test
	void getTheFixedTokenAndCanBeRestricted() throws Exception {
		McpServerProperties properties;
		try (McpTestServer server = McpTestServer.start(ECHO, TestTool.ofText("other", (_) -> ""))) {
			properties = new McpServerProperties(HttpUrl.of(server.url()), McpToken.of("secret"), false,
					List.of("echo", "missing"), ConnectedTools.LONG);
			try (ConnectedTools tools = new ConnectedTools(Map.of("tasks", properties))) {
				assertThat(tools.names()).containsExactly("echo");
			}
			assertThat(server.calls()).isNotEmpty()
				.allSatisfy((call) -> assertThat(call.header("Authorization")).isEqualTo("Bearer secret"));
		}
		assertThat(properties.toString()).doesNotContain("secret");
	}

	@Test
	void haveTheNameOfTheirServerInFrontIfTwoShareAName() throws Exception {
		try (McpTestServer one = McpTestServer.start(ECHO, TestTool.ofText("one", (_) -> "1"));
				McpTestServer two = McpTestServer.start(TestTool.ofText("echo", (_) -> "second"));
				ConnectedTools tools = new ConnectedTools(
						Map.of("a", ConnectedTools.server(one.url()), "b", ConnectedTools.server(two.url())))) {
			tools.awaitNames("a_echo", "b_echo", "one");
			assertThat(tools.text("a_echo", "{\"text\": \"x\"}")).isEqualTo("echo: x");
			assertThat(tools.text("b_echo", "{}")).isEqualTo("second");
		}
	}

	@Test
	void mayFailInWordsForTheModel() throws Exception {
		TestTool failing = new TestTool("failing",
				(_) -> CallToolResult.builder().isError(true).addTextContent("no such item").build());
		try (McpTestServer server = McpTestServer.start(failing, ECHO);
				ConnectedTools tools = ConnectedTools.to(server.url())) {
			ToolResult result = ConnectedTools.start(tools.tool("failing"), "{}").result();
			assertThat(result.content()).containsExactly(new ToolResult.Text("The tool reports an error:"),
					new ToolResult.Text("no such item"));
			ModelTool echo = tools.tool("echo");
			server.remove("echo");
			assertThat(ConnectedTools.text(ConnectedTools.start(echo, "{}"))).startsWith("The tool reports an error");
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void mayAnswerMuchButNotTooMuch(boolean sessions) throws Exception {
		TestTool large = TestTool.ofText("large", (arguments) -> "x".repeat((Integer) arguments.get("bytes")));
		try (McpTestServer server = sessions ? McpTestServer.start(large) : McpTestServer.startWithoutSessions(large);
				ConnectedTools tools = ConnectedTools.to(server.url())) {
			assertThat(tools.text("large", "{\"bytes\": 1000000}")).hasSize(1_000_000);
			assertThat(tools.text("large", "{\"bytes\": " + MEBIBYTE + "}")).contains("larger than 1 MiB");
			assertThat(tools.text("large", "{\"bytes\": 1}")).isEqualTo("x");
		}
	}

	@Test
	void mayReturnImagesAndStructures() throws Exception {
		String png = Base64.getEncoder().encodeToString(new byte[] { 1, 2, 3 });
		TestTool chart = new TestTool("chart",
				(_) -> CallToolResult.builder()
					.addTextContent("a chart")
					.addContent(ImageContent.builder(png, "image/png").build())
					.build());
		TestTool structure = new TestTool("structure",
				(_) -> CallToolResult.builder().content(List.of()).structuredContent(Map.of("items", 3)).build());
		try (McpTestServer server = McpTestServer.start(chart, structure);
				ConnectedTools tools = ConnectedTools.to(server.url())) {
			assertThat(ConnectedTools.start(tools.tool("chart"), "{}").result().content())
				.containsExactly(new ToolResult.Text("a chart"), new ToolResult.Image("data:image/png;base64," + png));
			assertThat(tools.text("structure", "{}")).isEqualTo("{\"items\":3}");
		}
	}

	@Test
	void areToldThatATurnWasCancelled() throws Exception {
		CountDownLatch released = new CountDownLatch(1);
		try (McpTestServer server = McpTestServer.start(hanging(released), ECHO);
				ConnectedTools tools = ConnectedTools.to(server.url())) {
			ConnectedTools.Call call = ConnectedTools.start(tools.tool("hanging"), "{}");
			await().until(() -> !server.calls("tools/call").isEmpty());
			call.cancel();
			assertThatExceptionOfType(InterruptedException.class).isThrownBy(call::result);
			assertCancelled(server);
			assertThat(tools.text("echo", "{\"text\": \"still there\"}")).isEqualTo("echo: still there");
		}
		finally {
			released.countDown();
		}
	}

	@Test
	void areToldThatTheirTimeIsOver() throws Exception {
		CountDownLatch released = new CountDownLatch(1);
		try (McpTestServer server = McpTestServer.start(hanging(released))) {
			McpServerProperties impatient = new McpServerProperties(HttpUrl.of(server.url()), null, false, List.of(),
					Duration.ofMillis(500));
			try (ConnectedTools tools = new ConnectedTools(Map.of("tasks", impatient))) {
				assertThat(tools.text("hanging", "{}")).contains("did not answer in time");
				assertCancelled(server);
			}
		}
		finally {
			released.countDown();
		}
	}

	private static TestTool hanging(CountDownLatch released) {
		return TestTool.ofText("hanging", (_) -> {
			try {
				released.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			return "late";
		});
	}

	private static void assertCancelled(McpTestServer server) {
		RecordedCall call = server.calls("tools/call").getFirst();
		await().until(() -> !server.calls("notifications/cancelled").isEmpty());
		assertThat(server.calls("notifications/cancelled")).singleElement().satisfies((cancelled) -> {
			assertThat(cancelled.message().at("/params/requestId")).isEqualTo(call.message().path("id"));
			assertThat(cancelled.header("Mcp-Session-Id")).isEqualTo(call.header("Mcp-Session-Id"));
		});
	}

	@Test
	void endTheirSessionWhenTheServiceStops() {
		try (McpTestServer server = McpTestServer.start(ECHO)) {
			try (ConnectedTools tools = ConnectedTools.to(server.url())) {
				tools.names();
			}
			String session = server.calls("tools/list").getFirst().header("Mcp-Session-Id");
			assertThat(server.calls()).filteredOn((call) -> call.httpMethod().equals("DELETE"))
				.extracting((call) -> call.header("Mcp-Session-Id"))
				.containsExactly(session);
		}
	}

}
