package io.github.chatkitbackend.chat.responses;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import com.openai.core.JsonField;
import com.openai.core.JsonMissing;
import com.openai.models.responses.EasyInputMessage;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseInputContent;
import com.openai.models.responses.ResponseInputImage;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseInputText;
import com.openai.models.responses.ResponseOutputMessage;
import com.openai.models.responses.ResponseOutputText;
import io.github.chatkitbackend.chat.agent.AttachmentContents;
import io.github.chatkitbackend.chat.protocol.AssistantContent;
import io.github.chatkitbackend.chat.protocol.AssistantMessage;
import io.github.chatkitbackend.chat.protocol.ClientToolCall;
import io.github.chatkitbackend.chat.protocol.EndOfTurn;
import io.github.chatkitbackend.chat.protocol.GeneratedImage;
import io.github.chatkitbackend.chat.protocol.HiddenContext;
import io.github.chatkitbackend.chat.protocol.SdkHiddenContext;
import io.github.chatkitbackend.chat.protocol.StructuredInputItem;
import io.github.chatkitbackend.chat.protocol.Task;
import io.github.chatkitbackend.chat.protocol.TaskItem;
import io.github.chatkitbackend.chat.protocol.ThreadItem;
import io.github.chatkitbackend.chat.protocol.UnknownItem;
import io.github.chatkitbackend.chat.protocol.UserMessage;
import io.github.chatkitbackend.chat.protocol.WidgetItem;
import io.github.chatkitbackend.chat.protocol.WorkflowItem;
import io.github.chatkitbackend.chat.tool.StoredCall;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Turns the items of a thread into what the model reads. A call of a tool and its output
 * come from one item, so that neither of them is ever without the other.
 */
final class ModelInput {

	private final List<ResponseInputItem> input = new ArrayList<>();

	/** The functions whose calls are among the items. */
	private final Set<String> called;

	private final AttachedFiles files;

	private ModelInput(List<ThreadItem> items, AttachmentContents attachments) {
		this.called = items.stream()
			.filter(StoredCall::isCall)
			.map((item) -> StoredCall.name((HiddenContext) item))
			.collect(Collectors.toSet());
		this.files = AttachedFiles.of(items, attachments);
	}

	/**
	 * Convert items.
	 * @param items the items, oldest first
	 * @param attachments reads attached files
	 * @return the input, in the same order
	 */
	static List<ResponseInputItem> of(List<ThreadItem> items, AttachmentContents attachments) {
		ModelInput converted = new ModelInput(items, attachments);
		for (int i = 0; i < items.size(); i++) {
			converted.add(items.get(i), i == items.size() - 1);
		}
		return converted.input;
	}

	private void add(ThreadItem item, boolean last) {
		switch (item) {
			case UserMessage message -> addQuestion(message, last);
			case AssistantMessage message -> addAnswer(message);
			case ClientToolCall call -> addCall(call);
			case GeneratedImage generated -> addImage(generated.image());
			case WidgetItem widget -> addText(InputTexts.of(widget));
			case HiddenContext hidden when StoredCall.isCall(hidden) ->
				StoredCall.input(hidden).forEach((part) -> this.input.add(InputItems.of(part)));
			case HiddenContext hidden -> addText(InputTexts.hidden(hidden.content()));
			case SdkHiddenContext hidden -> addText(InputTexts.hidden(hidden.content()));
			case StructuredInputItem form -> addText(InputTexts.of(form));
			case TaskItem task -> addText(InputTexts.of(task.task()));
			case WorkflowItem workflow -> workflow.workflow().tasks().forEach(this::addStep);
			case EndOfTurn _, UnknownItem _ -> {
			}
		}
	}

	/**
	 * The task of a function's call says less than the call.
	 */
	private void addStep(Task task) {
		if (!(task instanceof Task.Custom custom && custom.content() == null && isTool(custom.title()))) {
			addText(InputTexts.of(task));
		}
	}

	private boolean isTool(@Nullable String title) {
		return (title != null && this.called.contains(title)) || HostedTasks.CODE_INTERPRETER.equals(title);
	}

	private void addQuestion(UserMessage message, boolean last) {
		List<ResponseInputContent> parts = new ArrayList<>();
		if (!message.text().isBlank()) {
			parts.add(text(message.text()));
		}
		parts.addAll(this.files.of(message));
		addParts(parts);
		if (last && message.quotedText() != null) {
			addText(InputTexts.quote(message.quotedText()));
		}
		addParts(InputTexts.tags(message).stream().map(ModelInput::text).toList());
	}

	private void addAnswer(AssistantMessage message) {
		if (message.text().isBlank()) {
			return;
		}
		ResponseOutputMessage.Builder answer = ResponseOutputMessage.builder()
			.id(missing())
			.status(missing())
			.content(List.of());
		for (AssistantContent part : message.content()) {
			answer.addContent(ResponseOutputText.builder().text(part.text()).annotations(List.of()).build());
		}
		this.input.add(ResponseInputItem.ofResponseOutputMessage(answer.build()));
	}

	/**
	 * OpenAI does not ask for what the SDK requires, and knows no item of ours by its id.
	 */
	@SuppressWarnings("unchecked")
	private static <T> JsonField<T> missing() {
		return JsonMissing.of();
	}

	private void addCall(ClientToolCall call) {
		if (call.status() == ClientToolCall.Status.COMPLETED) {
			this.input.add(ResponseInputItem.ofFunctionCall(ResponseFunctionToolCall.builder()
				.callId(call.callId())
				.name(call.name())
				.arguments(call.arguments().toString())
				.build()));
			JsonNode output = call.output();
			this.input.add(ResponseInputItem.ofFunctionCallOutput(ResponseInputItem.FunctionCallOutput.builder()
				.callId(call.callId())
				.output((output != null) ? output.toString() : "null")
				.build()));
		}
	}

	/**
	 * Only images that OpenAI can load: by https, or because the URL contains them.
	 */
	private void addImage(GeneratedImage.@Nullable Image image) {
		if (image != null && image.url().matches("(?s)(https://|data:image/).*")) {
			addParts(List.of(text("You generated this image:"),
					ResponseInputContent.ofInputImage(ResponseInputImage.builder()
						.detail(ResponseInputImage.Detail.AUTO)
						.imageUrl(image.url())
						.build())));
		}
	}

	private void addText(@Nullable String text) {
		if (text != null && !text.isBlank()) {
			addParts(List.of(text(text)));
		}
	}

	private void addParts(List<ResponseInputContent> parts) {
		if (!parts.isEmpty()) {
			this.input.add(ResponseInputItem.ofEasyInputMessage(EasyInputMessage.builder()
				.type(EasyInputMessage.Type.MESSAGE)
				.role(EasyInputMessage.Role.USER)
				.contentOfResponseInputMessageContentList(parts)
				.build()));
		}
	}

	static ResponseInputContent text(String text) {
		return ResponseInputContent.ofInputText(ResponseInputText.builder().text(text).build());
	}

}
