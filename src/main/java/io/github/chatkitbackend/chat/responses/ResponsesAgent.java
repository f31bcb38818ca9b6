package io.github.chatkitbackend.chat.responses;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;

import io.github.chatkitbackend.chat.agent.Agent;
import io.github.chatkitbackend.chat.agent.AgentException;
import io.github.chatkitbackend.chat.agent.Audio;
import io.github.chatkitbackend.chat.agent.Turn;
import io.github.chatkitbackend.chat.protocol.ThreadEvent;
import io.github.chatkitbackend.chat.protocol.ThreadItem;
import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;
import io.github.chatkitbackend.identity.EndUser;
import io.github.chatkitbackend.openai.EventStream;
import io.github.chatkitbackend.openai.OpenAIFailure;
import io.github.chatkitbackend.openai.OpenAIGateway;
import io.github.chatkitbackend.openai.OpenAIOperation;
import tools.jackson.databind.JsonNode;

/**
 * Answers with a model of OpenAI's Responses API, and streams what it writes.
 */
class ResponsesAgent implements Agent {

	private static final OpenAIFailure REJECTED = OpenAIFailure.REJECTED_REQUEST
		.withAdvice("Check the settings that OpenAI names, such as CHATKIT_MODEL and CHATKIT_REASONING_EFFORT");

	private static final OpenAIFailure NOT_FOUND = OpenAIFailure.REJECTED_REQUEST
		.withAdvice("Check that the project of OPENAI_API_KEY may use the model in CHATKIT_MODEL");

	private static final OpenAIOperation OPERATION = new OpenAIOperation("respond", REJECTED, NOT_FOUND);

	/** The server ends turns much earlier. */
	private static final Duration LIMIT = Duration.ofHours(1);

	/** Where a workflow that is still open may be. */
	private static final int MIN_ITEMS = 2;

	private final OpenAIGateway openai;

	private final ModelRequests requests;

	private final int historyItems;

	private final ThreadTitles titles;

	private final Transcriber transcriber;

	ResponsesAgent(OpenAIGateway openai, ModelRequests requests, int historyItems, ThreadTitles titles,
			Transcriber transcriber) {
		this.openai = openai;
		this.requests = requests;
		this.historyItems = historyItems;
		this.titles = titles;
		this.transcriber = transcriber;
	}

	@Override
	public void respond(Turn turn) {
		List<ThreadItem> items = turn.newestItems(Math.max(this.historyItems, MIN_ITEMS));
		Answer answer = new Answer(turn, items, 0);
		List<ThreadItem> history = items.subList(Math.max(items.size() - this.historyItems, 0), items.size());
		try (EventStream stream = this.openai.stream(OPERATION, this.requests.answer(turn, history), LIMIT)) {
			turn.onCancel(stream);
			Future<String> title = this.titles.begin(turn);
			read(turn, stream, answer);
			answer.end();
			this.titles.finish(turn, title);
		}
		catch (ApiException ex) {
			answer.abandon();
			throw translate(ex);
		}
	}

	@Override
	public boolean canTranscribe() {
		return this.transcriber.isOn();
	}

	@Override
	public String transcribe(EndUser user, Audio audio) {
		return this.transcriber.transcribe(audio);
	}

	private void read(Turn turn, EventStream stream, Answer answer) {
		for (JsonNode event = stream.next(); event != null; event = stream.next()) {
			answer.accept(event);
			if (event.at("/response/usage").isObject()) {
				turn.used(TokenUsage.of(this.requests.model(), stream.requestId(), event.path("response")));
			}
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
