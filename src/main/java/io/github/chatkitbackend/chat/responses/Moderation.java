package io.github.chatkitbackend.chat.responses;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
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
import io.micrometer.context.ContextSnapshotFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Has OpenAI check what users write, beside the first call of the model.
 */
class Moderation {

	private static final OpenAIOperation OPERATION = new OpenAIOperation("moderate");

	private static final ContextSnapshotFactory CONTEXT = ContextSnapshotFactory.builder().build();

	private static final JsonMapper JSON = new JsonMapper();

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
		return text.isBlank() ? CompletableFuture.completedFuture(false) : start(() -> isFlagged(text));
	}

	private static Future<Boolean> start(Callable<Boolean> check) {
		FutureTask<Boolean> verdict = new FutureTask<>(check);
		Thread.ofVirtual().name("moderation").start(CONTEXT.captureAll().wrap(verdict));
		return verdict;
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
				return isFlagged(JSON.readTree(answer.body()));
			}
			catch (JacksonException ex) {
				throw new OpenAIInvalidDataException("The answer is not JSON");
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
