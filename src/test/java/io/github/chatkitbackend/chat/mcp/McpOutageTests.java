package io.github.chatkitbackend.chat.mcp;

import java.util.concurrent.CountDownLatch;

import io.github.chatkitbackend.chat.tool.ModelTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * MCP servers that change their tools, are killed, and come back.
 */
@ExtendWith(OutputCaptureExtension.class)
class McpOutageTests {

	private static final TestTool ONE = TestTool.ofText("one", (_) -> "1");

	private static final TestTool TWO = TestTool.ofText("two", (_) -> "2");

	@Test
	void changesOfToolsArriveWhileTheServerRuns() {
		try (McpTestServer server = McpTestServer.start(ONE); ConnectedTools tools = ConnectedTools.to(server.url())) {
			assertThat(tools.names()).containsExactly("one");
			await().until(() -> server.calls().stream().anyMatch((call) -> call.httpMethod().equals("GET")));
			server.add(TWO);
			tools.awaitNames("one", "two");
			server.remove("one");
			tools.awaitNames("two");
		}
	}

	@Test
	void aServerThatIsDownCostsItsToolsAndOneLineInTheLog(CapturedOutput output) {
		McpTestServer server = McpTestServer.start(ONE);
		String url = server.url();
		int port = server.port();
		server.close();
		try (ConnectedTools tools = ConnectedTools.to(url)) {
			assertThat(tools.names()).isEmpty();
			await().pollDelay(ConnectedTools.LONG.dividedBy(8)).until(() -> tools.names().isEmpty());
			assertThat(lines(output)).isEqualTo(1);
			try (McpTestServer _ = McpTestServer.start(port, ONE)) {
				tools.awaitNames("one");
			}
		}
	}

	private static long lines(CapturedOutput output) {
		return output.getAll()
			.lines()
			.filter((line) -> line.contains("The tools of MCP server tasks are not available: it cannot be reached"))
			.count();
	}

	@Test
	void aServerThatIsKilledDuringACallCostsThatCall() throws Exception {
		CountDownLatch called = new CountDownLatch(1);
		CountDownLatch released = new CountDownLatch(1);
		TestTool hanging = TestTool.ofText("hanging", (_) -> hang(called, released));
		McpTestServer server = McpTestServer.start(hanging);
		int port = server.port();
		try (ConnectedTools tools = ConnectedTools.to(server.url())) {
			ConnectedTools.Call call = ConnectedTools.start(tools.tool("hanging"), "{}");
			called.await();
			server.close();
			assertThat(ConnectedTools.text(call)).contains("its server does not work at the moment");
			tools.awaitNames();
			try (McpTestServer _ = McpTestServer.start(port, TWO)) {
				tools.awaitNames("two");
				assertThat(tools.text("two", "{}")).isEqualTo("2");
			}
		}
		finally {
			released.countDown();
		}
	}

	private static String hang(CountDownLatch called, CountDownLatch released) {
		called.countDown();
		try {
			released.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return "late";
	}

	@Test
	void aServerThatHasForgottenTheSessionGetsANewOne() throws Exception {
		try (McpTestServer server = McpTestServer.start(ONE); ConnectedTools tools = ConnectedTools.to(server.url())) {
			ModelTool one = tools.tool("one");
			server.forgetSessions();
			assertThat(ConnectedTools.text(ConnectedTools.start(one, "{}"))).isEqualTo("1");
			assertThat(server.calls("initialize")).hasSizeGreaterThan(1);
			assertThat(server.calls("tools/call")).extracting((call) -> call.header("Mcp-Session-Id"))
				.hasSizeGreaterThan(1)
				.doesNotHaveDuplicates();
		}
	}

}
