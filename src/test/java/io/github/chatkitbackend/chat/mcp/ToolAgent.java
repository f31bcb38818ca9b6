package io.github.chatkitbackend.chat.mcp;

import java.util.stream.Collectors;

import io.github.chatkitbackend.chat.agent.Agent;
import io.github.chatkitbackend.chat.agent.MessageWriter;
import io.github.chatkitbackend.chat.agent.Turn;
import io.github.chatkitbackend.chat.tool.ModelTool;
import io.github.chatkitbackend.chat.tool.ToolResult;
import io.github.chatkitbackend.chat.tool.ToolSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An agent without a model: the user's message is the name of a tool, whose result is the
 * answer.
 */
class ToolAgent implements Agent {

	private final ToolSource tools;

	ToolAgent(ToolSource tools) {
		this.tools = tools;
	}

	@Override
	public void respond(Turn turn) throws Exception {
		String name = turn.userMessage().text();
		ModelTool tool = this.tools.tools(turn.user())
			.stream()
			.filter((candidate) -> candidate.description().name().equals(name))
			.findFirst()
			.orElseThrow();
		ToolResult result = tool.call((ObjectNode) new JsonMapper().readTree("{\"secret\": \"argument\"}"), turn);
		try (MessageWriter answer = turn.message()) {
			answer.append(result.content().stream().map(String::valueOf).collect(Collectors.joining()));
		}
	}

}
