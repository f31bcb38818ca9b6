package io.github.chatkitbackend.chat.responses;

import java.util.List;

import io.github.chatkitbackend.chat.agent.Agent;
import io.github.chatkitbackend.chat.agent.AgentException;
import io.github.chatkitbackend.chat.agent.Turn;
import io.github.chatkitbackend.chat.protocol.ThreadEvent;
import io.github.chatkitbackend.chat.protocol.ThreadItem;
import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;
import io.github.chatkitbackend.openai.OpenAIGateway;

/**
 * Answers with a model of OpenAI's Responses API, and streams what it writes.
 */
class ResponsesAgent implements Agent {

	private final OpenAIGateway openai;

	private final ModelRequests requests;

	private final ThreadTitles titles;

	private final ToolSets tools;

	private final History history;

	private final int maxToolRounds;

	ResponsesAgent(OpenAIGateway openai, ModelRequests requests, ThreadTitles titles, ToolSets tools, History history,
			int maxToolRounds) {
		this.openai = openai;
		this.requests = requests;
		this.titles = titles;
		this.tools = tools;
		this.history = history;
		this.maxToolRounds = maxToolRounds;
	}

	@Override
	public void respond(Turn turn) {
		List<ThreadItem> items = this.history.of(turn);
		try {
			new ModelLoop(this.openai, this.requests, this.titles, turn, this.tools.of(turn.user()), items)
				.run(this.maxToolRounds);
		}
		catch (ApiException ex) {
			throw translate(ex);
		}
	}

	/**
	 * The log has the reason. Another attempt cannot help if this service is at fault.
	 */
	private static AgentException translate(ApiException failure) {
		boolean isOurs = failure.code() == ErrorCode.OPENAI_CREDENTIALS_REJECTED
				|| failure.code() == ErrorCode.OPENAI_REJECTED_REQUEST;
		return AgentException.withCode(ThreadEvent.Error.STREAM_ERROR, !isOurs);
	}

}
