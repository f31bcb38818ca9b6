package io.github.chatkitbackend.chat.mcp;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.github.chatkitbackend.Node;
import io.github.chatkitbackend.NpmProject;
import io.github.chatkitbackend.chat.tool.ToolResult;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The reference server of the TypeScript SDK, {@code server-everything} from npm.
 */
@ExtendWith(Node.class)
class EverythingServerTests {

	@TempDir
	private static Path directory;

	private static Process server;

	private static int port;

	@BeforeAll
	static void start() throws Exception {
		NpmProject project = NpmProject.install(Path.of("../src/test/everything"), directory);
		port = freePort();
		ProcessBuilder node = project.start(List.of("node",
				"node_modules/@modelcontextprotocol/server-everything/dist/index.js", "streamableHttp"));
		node.environment().put("PORT", String.valueOf(port));
		server = node.start();
		await().atMost(Duration.ofMinutes(1)).until(() -> project.output().contains("listening on port"));
	}

	@AfterAll
	static void stop() {
		if (server != null) {
			server.destroyForcibly().onExit().join();
		}
	}

	@Test
	void offersToolsThatWork() throws Exception {
		try (ConnectedTools tools = ConnectedTools.to("http://localhost:%d/mcp".formatted(port))) {
			List<String> names = tools.names();
			assertThat(names).contains("echo", "get-sum", "get-tiny-image", "trigger-long-running-operation");
			assertThat(tools.text("echo", "{\"message\": \"hello\"}")).isEqualTo("Echo: hello");
			assertThat(tools.text("get-sum", "{\"a\": 2, \"b\": 3}")).contains("5");
			assertThat(ConnectedTools.start(tools.tool("get-tiny-image"), "{}").result().content())
				.anyMatch((content) -> content instanceof ToolResult.Image image
						&& image.url().startsWith("data:image/png;base64,"));
			assertThat(tools.text("trigger-long-running-operation", "{\"duration\": 1, \"steps\": 2}"))
				.contains("completed");
		}
	}

	private static int freePort() throws Exception {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

}
