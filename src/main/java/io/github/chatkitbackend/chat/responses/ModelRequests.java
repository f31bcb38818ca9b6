package io.github.chatkitbackend.chat.responses;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

import com.openai.models.Reasoning;
import com.openai.models.ReasoningEffort;
import com.openai.models.responses.ResponseCreateParams;
import io.github.chatkitbackend.chat.agent.AttachmentContents;
import io.github.chatkitbackend.chat.agent.Conversation;
import io.github.chatkitbackend.chat.protocol.ThreadItem;
import io.github.chatkitbackend.identity.EndUser;
import org.jspecify.annotations.Nullable;

/**
 * The requests to the model. OpenAI stores none of them.
 */
final class ModelRequests {

	private static final String TITLE_INSTRUCTIONS = "Write a title for a conversation that begins with this message: "
			+ "at most six words, in the language of the message, without quotation marks. "
			+ "Answer with the title only, and do not answer the message.";

	/** Models that think by default need room for it. */
	private static final int MAX_TITLE_TOKENS = 512;

	private static final int MAX_TITLE_INPUT = 2_000;

	private final AttachmentContents attachments;

	private final String model;

	private final @Nullable String instructions;

	private final @Nullable String effort;

	ModelRequests(ResponsesProperties properties, AttachmentContents attachments) {
		this.attachments = attachments;
		this.model = Objects.requireNonNull(properties.model());
		this.instructions = properties.instructionsText();
		this.effort = properties.reasoningEffort();
	}

	String model() {
		return this.model;
	}

	/**
	 * Ask for an answer.
	 * @param conversation the thread
	 * @param items what the model reads of it, oldest first
	 */
	ResponseCreateParams answer(Conversation conversation, List<ThreadItem> items) {
		ResponseCreateParams.Builder params = request(conversation.user())
			.inputOfResponse(ModelInput.of(items, this.attachments))
			.promptCacheKey(conversation.thread().id())
			.streamOptions(ResponseCreateParams.StreamOptions.builder().includeObfuscation(false).build());
		if (this.instructions != null) {
			params.instructions(this.instructions);
		}
		if (this.effort != null) {
			params.reasoning(Reasoning.builder()
				.effort(ReasoningEffort.of(this.effort))
				.summary(Reasoning.Summary.AUTO)
				.build());
		}
		return params.build();
	}

	/**
	 * Ask for the title of a thread.
	 * @param user whose thread it is
	 * @param message its first message
	 */
	ResponseCreateParams title(EndUser user, String message) {
		ResponseCreateParams.Builder params = request(user).instructions(TITLE_INSTRUCTIONS)
			.input(message.substring(0, Math.min(message.length(), MAX_TITLE_INPUT)))
			.maxOutputTokens(MAX_TITLE_TOKENS);
		if (this.effort != null) {
			params.reasoning(Reasoning.builder().effort(titleEffort(this.effort)).build());
		}
		return params.build();
	}

	/**
	 * Models that do not think refuse any effort, so it is sent only if one is set.
	 */
	private static ReasoningEffort titleEffort(String effort) {
		return effort.matches("none|minimal") ? ReasoningEffort.of(effort) : ReasoningEffort.LOW;
	}

	private ResponseCreateParams.Builder request(EndUser user) {
		return ResponseCreateParams.builder().model(this.model).store(false).safetyIdentifier(safetyIdentifier(user));
	}

	/**
	 * A name for the user that tells OpenAI nothing else, and stays the same.
	 */
	private static String safetyIdentifier(EndUser user) {
		String kind = (user.source() == EndUser.Source.COOKIE) ? "visitor:" : "user:";
		byte[] key = ("chatkit-backend:" + kind + user.id().value()).getBytes(StandardCharsets.UTF_8);
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
