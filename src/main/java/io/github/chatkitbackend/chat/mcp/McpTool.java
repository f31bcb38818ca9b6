package io.github.chatkitbackend.chat.mcp;

import io.github.chatkitbackend.chat.agent.Turn;
import io.github.chatkitbackend.chat.tool.ModelTool;
import io.github.chatkitbackend.chat.tool.ToolDescription;
import io.github.chatkitbackend.chat.tool.ToolResult;
import tools.jackson.databind.node.ObjectNode;

/**
 * A tool of a server, as a function for the model.
 */
class McpTool implements ModelTool {

	private final McpAccess access;

	private final OfferedTool tool;

	private final String name;

	McpTool(McpAccess access, OfferedTool tool, String name) {
		this.access = access;
		this.tool = tool;
		this.name = name;
	}

	@Override
	public ToolDescription description() {
		return new ToolDescription(this.name, this.tool.description(), this.tool.parameters());
	}

	@Override
	public String reference() {
		return this.access.server() + "/" + this.tool.name();
	}

	@Override
	public ToolResult call(ObjectNode arguments, Turn turn) throws InterruptedException {
		return this.access.call(this.tool.name(), arguments);
	}

}
