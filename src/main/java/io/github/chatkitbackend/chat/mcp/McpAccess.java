package io.github.chatkitbackend.chat.mcp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.chatkitbackend.chat.tool.ToolResult;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a user, or nobody in particular, can do at one server.
 */
class McpAccess implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(McpAccess.class);

	private static final Duration LIST_LIMIT = Duration.ofSeconds(10);

	private static final int MAX_PAGES = 100;

	private final String server;

	private final McpServerProperties properties;

	private final McpCalls calls;

	private final McpClient client;

	private final ToolList tools;

	/**
	 * How many tools there were when the log last said so, -1 while the server is away.
	 */
	private int logged = Integer.MIN_VALUE;

	McpAccess(String server, McpServerProperties properties, McpCalls calls, McpHttp http, Endpoint endpoint) {
		this.server = server;
		this.properties = properties;
		this.calls = calls;
		this.tools = new ToolList(this::list, http);
		// A stream for each user would be too many
		boolean listens = !properties.forwardUser();
		this.client = new McpClient(new McpConnection(http, endpoint), this.tools::refresh, listens);
	}

	String server() {
		return this.server;
	}

	ToolList tools() {
		return this.tools;
	}

	private @Nullable List<OfferedTool> list() throws InterruptedException {
		try {
			List<OfferedTool> offered = offered();
			List<OfferedTool> allowed = offered.stream().filter((tool) -> this.properties.allows(tool.name())).toList();
			logTools(offered, allowed.size());
			return allowed;
		}
		catch (McpException ex) {
			if (this.logged != -1) {
				logger.warn("The tools of MCP server {} are not available: {}", this.server, ex.getMessage());
				this.logged = -1;
			}
			return null;
		}
	}

	private List<OfferedTool> offered() throws McpException, InterruptedException {
		List<OfferedTool> offered = new ArrayList<>();
		ObjectNode params = RpcMessages.object();
		for (int i = 0; i < MAX_PAGES; i++) {
			JsonNode page = this.client.request("tools/list", params, LIST_LIMIT);
			page.path("tools").forEach((tool) -> offered.add(OfferedTool.of(tool)));
			String next = page.path("nextCursor").asString("");
			if (next.isEmpty()) {
				break;
			}
			params = RpcMessages.object().put("cursor", next);
		}
		return offered;
	}

	private void logTools(List<OfferedTool> offered, int allowed) {
		if (this.logged != allowed) {
			this.logged = allowed;
			logger.info("The model can call {} of the {} tools of MCP server {}", allowed, offered.size(), this.server);
			List<String> names = offered.stream().map(OfferedTool::name).toList();
			this.properties.tools()
				.stream()
				.filter((tool) -> !names.contains(tool))
				.forEach((tool) -> logger.warn("MCP server {} has no tool {}", this.server, tool));
		}
	}

	/**
	 * Call a tool.
	 * @param tool its name at the server
	 * @param arguments what the model has written
	 * @return what the model reads
	 * @throws InterruptedException if the turn was cancelled
	 */
	ToolResult call(String tool, ObjectNode arguments) throws InterruptedException {
		ObjectNode params = RpcMessages.object().put("name", tool);
		params.set("arguments", arguments);
		try {
			return this.calls.observe(this.server, tool,
					() -> this.client.request("tools/call", params, this.properties.timeout()));
		}
		catch (McpException ex) {
			logger.warn("A call of tool {} of MCP server {} failed: {}", printable(tool), this.server, ex.getMessage());
			if (ex.outcome() != McpException.Outcome.TOO_LARGE) {
				this.tools.distrust();
			}
			return ToolResult.text(ex.advice());
		}
	}

	/**
	 * A server may use any characters in a name.
	 */
	private static String printable(String tool) {
		return tool.replaceAll("[^\\x21-\\x7E]", "?");
	}

	@Override
	public void close() {
		this.client.close();
	}

}
