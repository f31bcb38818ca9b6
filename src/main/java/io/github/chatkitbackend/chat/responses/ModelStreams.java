package io.github.chatkitbackend.chat.responses;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

import com.openai.models.responses.ResponseInputItem;
import io.github.chatkitbackend.chat.agent.Turn;
import io.github.chatkitbackend.openai.EventStream;
import io.github.chatkitbackend.openai.OpenAIFailure;
import io.github.chatkitbackend.openai.OpenAIGateway;
import io.github.chatkitbackend.openai.OpenAIOperation;
import tools.jackson.databind.JsonNode;

/**
 * The streams in which the model answers.
 */
class ModelStreams {

	private static final OpenAIFailure REJECTED = OpenAIFailure.REJECTED_REQUEST
		.withAdvice("Check the settings that OpenAI names, such as CHATKIT_MODEL and CHATKIT_REASONING_EFFORT");

	private static final OpenAIFailure NOT_FOUND = OpenAIFailure.REJECTED_REQUEST
		.withAdvice("Check that the project of OPENAI_API_KEY may use the model in CHATKIT_MODEL");

	private static final OpenAIOperation OPERATION = new OpenAIOperation("respond", REJECTED, NOT_FOUND);

	/** The server ends turns much earlier. */
	private static final Duration LIMIT = Duration.ofHours(1);

	private final OpenAIGateway openai;

	private final ModelRequests requests;

	ModelStreams(OpenAIGateway openai, ModelRequests requests) {
		this.openai = openai;
		this.requests = requests;
	}

	/**
	 * Ask the model. The end of the turn closes the stream.
	 */
	EventStream open(Turn turn, ModelCall call, List<ResponseInputItem> input) {
		EventStream stream = this.openai.stream(OPERATION, this.requests.answer(turn, call, input), LIMIT);
		turn.onCancel(stream);
		return stream;
	}

	/**
	 * Read an answer to its end, or until a condition says to stop.
	 */
	void read(Turn turn, ModelCall call, EventStream stream, Answer answer, BooleanSupplier stop) {
		for (JsonNode event = stream.next(); event != null && !stop.getAsBoolean(); event = stream.next()) {
			answer.accept(event);
			if (event.path("response").path("usage").isObject()) {
				turn.used(TokenUsage.of(call.model(), stream.requestId(), event.path("response")));
			}
		}
	}

}
