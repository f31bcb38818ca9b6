package io.github.chatkitbackend.chat.responses;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.openai.core.http.HttpResponseFor;
import com.openai.errors.OpenAIInvalidDataException;
import com.openai.models.moderations.ModerationCreateParams;
import com.openai.models.moderations.ModerationCreateResponse;
import com.openai.models.moderations.ModerationModel;
import io.github.chatkitbackend.chat.agent.Turn;
import io.github.chatkitbackend.chat.protocol.UserMessage;
import io.github.chatkitbackend.openai.OpenAIGateway;
import io.github.chatkitbackend.openai.OpenAIOperation;
import tools.jackson.databind.JsonNode;

/**
 * Has OpenAI check what users write, beside the first call of the model.
 */
class Moderation {

	private static final OpenAIOperation OPERATION = new OpenAIOperation("moderate");

	private final OpenAIGateway openai;

	private final boolean enabled;

	Moderation(OpenAIGateway openai, boolean enabled) {
		this.openai = openai;
		this.enabled = enabled;
	}

	/**
	 * Begin to check the message of a turn.
	 * @return whether the message must not be answered
	 */
	Future<Boolean> begin(Turn turn) {
		UserMessage message = turn.userMessage();
		if (!this.enabled || message == null) {
			return CompletableFuture.completedFuture(false);
		}
		String text = Stream.of(message.text(), (message.quotedText() != null) ? message.quotedText() : "")
			.filter((part) -> !part.isBlank())
			.collect(Collectors.joining("\n"));
		return text.isBlank() ? CompletableFuture.completedFuture(false)
				: TracedThread.start("moderation", () -> isFlagged(text));
	}

	private boolean isFlagged(String text) {
		ModerationCreateParams request = ModerationCreateParams.builder()
			.model(ModerationModel.OMNI_MODERATION_LATEST)
			.input(text)
			.build();
		return this.openai.call(OPERATION, (client) -> {
			try (HttpResponseFor<ModerationCreateResponse> answer = client.moderations()
				.withRawResponse()
				.create(request)) {
				return isFlagged(JsonAnswer.read(answer));
			}
		});
	}

	private static boolean isFlagged(JsonNode answer) {
		JsonNode results = answer.path("results");
		if (results.isEmpty() || !results.valueStream().allMatch((result) -> result.path("flagged").isBoolean())) {
			throw new OpenAIInvalidDataException("The answer has no verdict");
		}
		return results.valueStream().anyMatch((result) -> result.path("flagged").booleanValue());
	}

}
