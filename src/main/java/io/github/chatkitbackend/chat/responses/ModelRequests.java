package io.github.chatkitbackend.chat.responses;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import com.openai.models.Reasoning;
import com.openai.models.ReasoningEffort;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseIncludable;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.Tool;
import com.openai.models.responses.ToolChoiceFunction;
import com.openai.models.responses.ToolChoiceTypes;
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

	private final Set<String> models;

	private final @Nullable Instructions instructions;

	private final @Nullable String effort;

	ModelRequests(ResponsesProperties properties, AttachmentContents attachments) {
		this.attachments = attachments;
		this.model = Objects.requireNonNull(properties.model());
		this.models = new LinkedHashSet<>(List.of(this.model));
		properties.models().forEach((name) -> this.models.add(name.text()));
		this.instructions = properties.allInstructions();
		this.effort = properties.reasoningEffort();
	}

	String model() {
		return this.model;
	}

	/**
	 * The models that may answer.
	 */
	Set<String> models() {
		return this.models;
	}

	/**
	 * What the model reads of a thread.
	 * @param items the items, oldest first
	 */
	List<ResponseInputItem> input(List<ThreadItem> items) {
		return ModelInput.of(items, this.attachments);
	}

	/**
	 * Ask for an answer.
	 * @param conversation the thread
	 * @param call which model is asked, and what it may use
	 * @param input what the model reads
	 */
	ResponseCreateParams answer(Conversation conversation, ModelCall call, List<ResponseInputItem> input) {
		ResponseCreateParams.Builder params = request(conversation.user()).model(call.model())
			.inputOfResponse(input)
			.promptCacheKey(conversation.thread().id())
			.streamOptions(ResponseCreateParams.StreamOptions.builder().includeObfuscation(false).build());
		if (this.instructions != null) {
			params.instructions(this.instructions.of(conversation.user()));
		}
		if (this.effort != null && (call.model().equals(this.model) || reasons(call.model()))) {
			params.reasoning(Reasoning.builder()
				.effort(ReasoningEffort.of(this.effort))
				.summary(Reasoning.Summary.AUTO)
				.build());
		}
		offer(params, call.tools());
		if (!call.tools().descriptions().isEmpty() && reasons(call.model())) {
			params.addInclude(ResponseIncludable.REASONING_ENCRYPTED_CONTENT);
		}
		if (call.forced() != null) {
			force(params, call.tools(), call.forced());
		}
		return params.build();
	}

	/**
	 * Models that reason want their thoughts back with the outputs of functions, and
	 * OpenAI keeps none. Others refuse to be asked for thoughts.
	 */
	private static boolean reasons(String model) {
		return model.matches("(ft:)?(o\\d|gpt-([5-9]|\\d\\d))(?!.*-chat).*");
	}

	private static void offer(ResponseCreateParams.Builder params, ToolSet tools) {
		tools.descriptions().forEach((description) -> params.addTool(FunctionParams.of(description)));
		tools.hosted().forEach(params::addTool);
		if (tools.hosted().stream().anyMatch(Tool::isWebSearch)) {
			params.addInclude(ResponseIncludable.WEB_SEARCH_CALL_ACTION_SOURCES);
		}
	}

	private static void force(ResponseCreateParams.Builder params, ToolSet tools, String name) {
		if (tools.hasFunction(name)) {
			params.toolChoice(ToolChoiceFunction.builder().name(name).build());
		}
		else {
			params.toolChoice(ToolChoiceTypes.builder().type(ToolChoiceTypes.Type.of(name)).build());
		}
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
