package io.github.chatkitbackend.chat.mcp;

import java.util.List;

import io.github.chatkitbackend.chat.tool.ToolResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The reference server of the TypeScript SDK. It is not part of the build, because npm
 * needs half a minute for its hundred packages. Start it with
 * {@code npx -y @modelcontextprotocol/server-everything streamableHttp}.
 */
@EnabledIfEnvironmentVariable(named = "MCP_EVERYTHING_URL", matches = "http.*",
		disabledReason = "MCP_EVERYTHING_URL is not set: start server-everything and set it to its URL")
class EverythingServerTests {

	@Test
	void offersToolsThatWork() throws Exception {
		try (ConnectedTools tools = ConnectedTools.to(System.getenv("MCP_EVERYTHING_URL"))) {
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

}
