package io.github.chatkitbackend.chat.responses;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import com.openai.models.responses.ResponseInputItem;
import io.github.chatkitbackend.chat.agent.AgentException;
import io.github.chatkitbackend.chat.agent.Turn;
import io.github.chatkitbackend.chat.protocol.ThreadItem;
import io.github.chatkitbackend.chat.protocol.UserMessage;
import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.openai.EventStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Asks the model, runs the functions that it calls, and asks again with their outputs,
 * until the model has answered.
 */
class ModelLoop {

	private final ModelStreams model;

	private final ThreadTitles titles;

	private final Moderation moderation;

	private final Turn turn;

	private final ModelCall call;

	private final AnswerWorkflow workflow;

	private final List<ResponseInputItem> input;

	private Future<String> title = CompletableFuture.completedFuture("");

	ModelLoop(ModelStreams model, ThreadTitles titles, Moderation moderation, Turn turn, ModelCall call,
			List<ThreadItem> history, List<ResponseInputItem> input) {
		this.model = model;
		this.titles = titles;
		this.moderation = moderation;
		this.turn = turn;
		this.call = call;
		this.workflow = new AnswerWorkflow(turn, history);
		this.input = new ArrayList<>(input);
	}

	/**
	 * Answer.
	 * @param maxRounds how often the model may call functions
	 * @throws ApiException if OpenAI fails
	 * @throws AgentException if the model has not answered
	 */
	void run(int maxRounds) {
		try {
			if (!answer(maxRounds)) {
				return;
			}
		}
		catch (ApiException | AgentException ex) {
			// The client keeps what it shows
			this.workflow.close();
			throw ex;
		}
		this.workflow.keep();
		this.titles.finish(this.turn, this.title);
	}

	/**
	 * Answer.
	 * @return {@code false} if the question must not be answered
	 */
	private boolean answer(int maxRounds) {
		Answer answer = begin();
		if (answer == null) {
			return false;
		}
		for (int round = 0; !answer.calls().isEmpty(); round++) {
			if (round == maxRounds) {
				throw AgentException.withMessage(
						"The answer is incomplete because it needs more steps than this service allows.", false);
			}
			if (run(answer)) {
				return true;
			}
			answer = new Answer(this.turn, this.workflow, HostedTools.IMAGE_PREVIEWS);
			try (EventStream stream = this.model.open(this.turn, this.call, this.input)) {
				this.model.read(this.turn, this.call, stream, answer, () -> false);
			}
			answer.end();
		}
		return true;
	}

	/**
	 * Run the functions that the model calls.
	 * @return whether one of them ends the turn; the model may repeat further ones later
	 */
	private boolean run(Answer answer) {
		List<ToolCall> calls = new ArrayList<>();
		List<ThreadItem> waiting = new ArrayList<>();
		for (ToolCall call : answer.calls()) {
			ThreadItem item = this.call.tools().item(call, this.turn);
			if (item != null) {
				waiting.add(item);
			}
			else {
				calls.add(call);
			}
		}
		List<JsonNode> outputs = new ToolRound(this.turn, this.call.tools(), this.workflow).run(calls);
		answer.output().forEach((item) -> this.input.add(InputItems.ofOutput(item)));
		outputs.forEach((output) -> this.input.add(InputItems.of(output)));
		waiting.stream().limit(1).forEach(new ToolTurn(this.turn, this.workflow)::add);
		return !waiting.isEmpty();
	}

	/**
	 * Ask for the first time, while the question is checked.
	 * @return the answer, or {@code null} if the question must not be answered
	 */
	private @Nullable Answer begin() {
		UserMessage message = this.turn.userMessage();
		Answer answer = new Answer(this.turn, this.workflow, HostedTools.IMAGE_PREVIEWS);
		ModelCall first = (message != null) ? this.call.forcing(message.inferenceOptions()) : this.call;
		try (EventStream stream = this.model.open(this.turn, first, this.input)) {
			Guard guard = new Guard(this.turn, this.moderation.begin(this.turn));
			this.title = this.titles.begin(this.turn);
			if (read(stream, answer, guard)) {
				answer.end();
				return answer;
			}
			guard.explain();
			return null;
		}
	}

	private boolean read(EventStream stream, Answer answer, Guard guard) {
		boolean allowed;
		try {
			this.model.read(this.turn, this.call, stream, answer, guard::hasTripped);
			allowed = !guard.trips();
		}
		catch (ApiException ex) {
			if (!guard.hasPassed()) {
				answer.remove();
			}
			throw ex;
		}
		if (!allowed) {
			stream.close();
			answer.remove();
		}
		return allowed;
	}

}
