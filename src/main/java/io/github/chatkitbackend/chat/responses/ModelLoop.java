package io.github.chatkitbackend.chat.responses;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import com.openai.models.responses.ResponseInputItem;
import io.github.chatkitbackend.chat.agent.AgentException;
import io.github.chatkitbackend.chat.agent.Turn;
import io.github.chatkitbackend.chat.protocol.ThreadItem;
import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.openai.EventStream;
import io.github.chatkitbackend.openai.OpenAIFailure;
import io.github.chatkitbackend.openai.OpenAIGateway;
import io.github.chatkitbackend.openai.OpenAIOperation;
import tools.jackson.databind.JsonNode;

/**
 * Asks the model, runs the functions that it calls, and asks again with their outputs,
 * until the model has answered.
 */
class ModelLoop {

	private static final OpenAIFailure REJECTED = OpenAIFailure.REJECTED_REQUEST
		.withAdvice("Check the settings that OpenAI names, such as CHATKIT_MODEL and CHATKIT_REASONING_EFFORT");

	private static final OpenAIFailure NOT_FOUND = OpenAIFailure.REJECTED_REQUEST
		.withAdvice("Check that the project of OPENAI_API_KEY may use the model in CHATKIT_MODEL");

	private static final OpenAIOperation OPERATION = new OpenAIOperation("respond", REJECTED, NOT_FOUND);

	/** The server ends turns much earlier. */
	private static final Duration LIMIT = Duration.ofHours(1);

	private final OpenAIGateway openai;

	private final ModelRequests requests;

	private final ThreadTitles titles;

	private final Turn turn;

	private final ToolSet tools;

	private final AnswerWorkflow workflow;

	private final List<ResponseInputItem> input;

	private Future<String> title = CompletableFuture.completedFuture("");

	ModelLoop(OpenAIGateway openai, ModelRequests requests, ThreadTitles titles, Turn turn, ToolSet tools,
			List<ThreadItem> history) {
		this.openai = openai;
		this.requests = requests;
		this.titles = titles;
		this.turn = turn;
		this.tools = tools;
		this.workflow = new AnswerWorkflow(turn, history);
		this.input = new ArrayList<>(ModelInput.of(history));
	}

	/**
	 * Answer.
	 * @param maxRounds how often the model may call functions
	 * @throws ApiException if OpenAI fails
	 * @throws AgentException if the model has not answered
	 */
	void run(int maxRounds) {
		try {
			answer(maxRounds);
		}
		catch (ApiException | AgentException ex) {
			// The client keeps what it shows
			this.workflow.close();
			throw ex;
		}
		this.workflow.keep();
		this.titles.finish(this.turn, this.title);
	}

	private void answer(int maxRounds) {
		Answer answer = ask(true);
		for (int round = 0; !answer.calls().isEmpty(); round++) {
			if (round == maxRounds) {
				throw AgentException.withMessage(
						"The answer is incomplete because it needs more steps than this service allows.", false);
			}
			List<JsonNode> outputs = new ToolRound(this.turn, this.tools, this.workflow).run(answer.calls());
			answer.output().forEach((item) -> this.input.add(InputItems.ofOutput(item)));
			outputs.forEach((output) -> this.input.add(InputItems.of(output)));
			answer = ask(false);
		}
	}

	private Answer ask(boolean first) {
		Answer answer = new Answer(this.turn, this.workflow, 0);
		try (EventStream stream = this.openai.stream(OPERATION, this.requests.answer(this.turn, this.tools, this.input),
				LIMIT)) {
			this.turn.onCancel(stream);
			if (first) {
				this.title = this.titles.begin(this.turn);
			}
			read(stream, answer);
			answer.end();
			return answer;
		}
	}

	private void read(EventStream stream, Answer answer) {
		for (JsonNode event = stream.next(); event != null; event = stream.next()) {
			answer.accept(event);
			if (event.at("/response/usage").isObject()) {
				this.turn.used(TokenUsage.of(this.requests.model(), stream.requestId(), event.path("response")));
			}
		}
	}

}
