package io.github.chatkitbackend.migration;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.github.chatkitbackend.chat.protocol.AssistantMessage;
import io.github.chatkitbackend.chat.protocol.Attachment;
import io.github.chatkitbackend.chat.protocol.ClientToolCall;
import io.github.chatkitbackend.chat.protocol.InferenceOptions;
import io.github.chatkitbackend.chat.protocol.TaskItem;
import io.github.chatkitbackend.chat.protocol.ThreadItem;
import io.github.chatkitbackend.chat.protocol.UserMessage;
import io.github.chatkitbackend.chat.protocol.WidgetItem;
import io.github.chatkitbackend.chat.protocol.WorkflowItem;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Converts one item of OpenAI to the protocol's. What it does not know is noted.
 */
final class ItemConverter {

	private static final JsonMapper JSON = new JsonMapper();

	private final String threadId;

	private final JsonNode json;

	private final List<String> unknown = new ArrayList<>();

	private final ContentConverter contents = new ContentConverter(this.unknown::add);

	ItemConverter(String threadId, JsonNode json) {
		this.threadId = threadId;
		this.json = json;
	}

	/**
	 * The kinds of what could not be converted, after {@link #convert()}.
	 */
	List<String> unknown() {
		return this.unknown;
	}

	@Nullable ThreadItem convert() {
		String type = this.json.path("type").stringValue("without a type");
		if (id().isEmpty() || !this.json.path("created_at").isNumber()) {
			return unknown(type + " without id or time");
		}
		return switch (type) {
			case "chatkit.user_message" -> userMessage();
			case "chatkit.assistant_message" ->
				new AssistantMessage(id(), this.threadId, time(), this.contents.answer(this.json.path("content")));
			case "chatkit.widget" -> widget();
			case "chatkit.client_tool_call" -> clientToolCall();
			case "chatkit.task" ->
				new TaskItem(id(), this.threadId, time(), this.contents.task(this.json, "task_type"));
			case "chatkit.task_group" ->
				new WorkflowItem(id(), this.threadId, time(), this.contents.workflow(this.json.path("tasks")));
			default -> unknown(type);
		};
	}

	private @Nullable ThreadItem unknown(String kind) {
		this.unknown.add(kind);
		return null;
	}

	/**
	 * What was chosen for a message means models and tools of the workflow.
	 */
	private UserMessage userMessage() {
		JsonNode content = this.json.path("content");
		List<Attachment> attachments = this.json.path("attachments").valueStream().map(this::attachment).toList();
		return new UserMessage(id(), this.threadId, time(), this.contents.question(content), attachments,
				ContentConverter.quote(content), InferenceOptions.NONE);
	}

	/**
	 * The preview of an image is at OpenAI, so an image becomes a file.
	 */
	private Attachment attachment(JsonNode attachment) {
		return new Attachment.File(text(attachment, "id"), text(attachment, "name"), text(attachment, "mime_type"),
				null, this.threadId);
	}

	private @Nullable ThreadItem widget() {
		JsonNode widget = parse(this.json.path("widget"));
		return widget.isObject() ? new WidgetItem(id(), this.threadId, time(), widget, null)
				: unknown("chatkit.widget that is not JSON");
	}

	private ClientToolCall clientToolCall() {
		boolean completed = this.json.path("status").stringValue("").equals("completed");
		JsonNode output = parse(this.json.path("output"));
		return new ClientToolCall(id(), this.threadId, time(),
				completed ? ClientToolCall.Status.COMPLETED : ClientToolCall.Status.PENDING, text(this.json, "call_id"),
				text(this.json, "name"), parse(this.json.path("arguments")),
				(output.isMissingNode() || output.isNull()) ? null : output);
	}

	private String id() {
		return text(this.json, "id");
	}

	private Instant time() {
		return HostedThread.time(this.json);
	}

	static String text(JsonNode json, String member) {
		return json.path(member).stringValue("");
	}

	/**
	 * The JSON that a string contains. A string that contains something else remains.
	 */
	private static JsonNode parse(JsonNode string) {
		if (!string.isString()) {
			return string;
		}
		try {
			return JSON.readTree(string.stringValue());
		}
		catch (JacksonException ex) {
			return JsonNodeFactory.instance.stringNode(string.stringValue());
		}
	}

}
