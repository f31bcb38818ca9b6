package io.github.chatkitbackend.chat.responses;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.openai.core.http.HttpResponseFor;
import com.openai.errors.OpenAIInvalidDataException;
import com.openai.models.moderations.ModerationCreateParams;
import com.openai.models.moderations.ModerationCreateResponse;
import com.openai.models.moderations.ModerationImageUrlInput;
import com.openai.models.moderations.ModerationModel;
import com.openai.models.moderations.ModerationMultiModalInput;
import com.openai.models.moderations.ModerationTextInput;
import io.github.chatkitbackend.chat.agent.AttachmentContent;
import io.github.chatkitbackend.chat.agent.AttachmentContents;
import io.github.chatkitbackend.chat.agent.Turn;
import io.github.chatkitbackend.chat.protocol.Attachment;
import io.github.chatkitbackend.chat.protocol.UserMessage;
import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;
import io.github.chatkitbackend.openai.OpenAIGateway;
import io.github.chatkitbackend.openai.OpenAIOperation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Has OpenAI check what users write and the images that they attach, beside the first
 * call of the model. Other files are not checked.
 */
class Moderation {

	private static final Logger logger = LoggerFactory.getLogger(Moderation.class);

	private static final OpenAIOperation OPERATION = new OpenAIOperation("moderate");

	private final OpenAIGateway openai;

	private final AttachmentContents attachments;

	private final boolean enabled;

	Moderation(OpenAIGateway openai, AttachmentContents attachments, boolean enabled) {
		this.openai = openai;
		this.attachments = attachments;
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
		List<Attachment> images = message.attachments()
			.stream()
			.filter((file) -> file.mimeType().startsWith("image/"))
			.toList();
		return (text.isBlank() && images.isEmpty()) ? CompletableFuture.completedFuture(false)
				: TracedThread.start("moderation", () -> isFlagged(text, images));
	}

	/**
	 * OpenAI takes one image in a request. They are checked one after the other, so that
	 * only one of them is in memory, and none after the first that is flagged.
	 */
	private boolean isFlagged(String text, List<Attachment> images) {
		Attachment first = images.isEmpty() ? null : images.getFirst();
		return isFlagged(input(text, first))
				|| images.stream().skip(1).anyMatch((image) -> isFlagged(input("", image)));
	}

	private List<ModerationMultiModalInput> input(String text, @Nullable Attachment image) {
		List<ModerationMultiModalInput> input = new ArrayList<>();
		if (!text.isBlank()) {
			input.add(ModerationMultiModalInput.ofText(ModerationTextInput.builder().text(text).build()));
		}
		AttachmentContent content = (image != null) ? read(image) : null;
		if (content != null) {
			input.add(ModerationMultiModalInput.ofImageUrl(ModerationImageUrlInput.builder()
				.imageUrl(ModerationImageUrlInput.ImageUrl.builder().url(content.dataUrl()).build())
				.build()));
		}
		return input;
	}

	private @Nullable AttachmentContent read(Attachment image) {
		try {
			return this.attachments.read(image);
		}
		catch (IOException ex) {
			logger.warn("The image {} cannot be checked, because it could not be read", image.id(), ex);
			throw new ApiException(ErrorCode.INTERNAL_ERROR, "An attached image could not be read.");
		}
	}

	private boolean isFlagged(List<ModerationMultiModalInput> input) {
		if (input.isEmpty()) {
			return false;
		}
		ModerationCreateParams request = ModerationCreateParams.builder()
			.model(ModerationModel.OMNI_MODERATION_LATEST)
			.inputOfModerationMultiModalArray(input)
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
