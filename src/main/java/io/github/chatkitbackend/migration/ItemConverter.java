package io.github.chatkitbackend.migration;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.chatkitbackend.chat.protocol.Annotation;
import io.github.chatkitbackend.chat.protocol.AssistantContent;
import io.github.chatkitbackend.chat.protocol.AssistantMessage;
import io.github.chatkitbackend.chat.protocol.Attachment;
import io.github.chatkitbackend.chat.protocol.ClientToolCall;
import io.github.chatkitbackend.chat.protocol.InferenceOptions;
import io.github.chatkitbackend.chat.protocol.Source;
import io.github.chatkitbackend.chat.protocol.Task;
import io.github.chatkitbackend.chat.protocol.TaskItem;
import io.github.chatkitbackend.chat.protocol.ThreadItem;
import io.github.chatkitbackend.chat.protocol.UserContent;
import io.github.chatkitbackend.chat.protocol.UserMessage;
import io.github.chatkitbackend.chat.protocol.WidgetItem;
import io.github.chatkitbackend.chat.protocol.Workflow;
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
				new AssistantMessage(id(), this.threadId, time(), list("content").map(this::answer).toList());
			case "chatkit.widget" -> widget();
			case "chatkit.client_tool_call" -> clientToolCall();
			case "chatkit.task" -> new TaskItem(id(), this.threadId, time(), task(this.json, "task_type"));
			case "chatkit.task_group" -> new WorkflowItem(id(), this.threadId, time(), workflow());
			default -> unknown(type);
		};
	}

	private @Nullable ThreadItem unknown(String kind) {
		this.unknown.add(kind);
		return null;
	}

	private UserMessage userMessage() {
		List<UserContent> content = new ArrayList<>();
		List<String> quotes = new ArrayList<>();
		list("content").forEach((part) -> {
			switch (part.path("type").stringValue("")) {
				case "input_text" -> content.add(new UserContent.Text(text(part, "text")));
				case "quoted_text" -> quotes.add(text(part, "text"));
				default -> unknown("chatkit.user_message with " + part.path("type").stringValue("other content"));
			}
		});
		// What was chosen for a message means models and tools of the workflow
		return new UserMessage(id(), this.threadId, time(), content, list("attachments").map(this::attachment).toList(),
				quotes.isEmpty() ? null : String.join("\n", quotes), InferenceOptions.NONE);
	}

	/**
	 * The preview of an image is at OpenAI, so an image becomes a file.
	 */
	private Attachment attachment(JsonNode attachment) {
		return new Attachment.File(text(attachment, "id"), text(attachment, "name"), text(attachment, "mime_type"),
				null, this.threadId);
	}

	private AssistantContent answer(JsonNode part) {
		if (!part.path("type").stringValue("output_text").equals("output_text")) {
			unknown("chatkit.assistant_message with " + text(part, "type"));
		}
		List<Annotation> annotations = part.path("annotations")
			.valueStream()
			.map((annotation) -> annotation(annotation.path("source")))
			.filter(Objects::nonNull)
			.toList();
		return new AssistantContent(text(part, "text"), annotations);
	}

	private @Nullable Annotation annotation(JsonNode source) {
		return switch (source.path("type").stringValue("")) {
			case "file" -> new Annotation(new Source.File(text(source, "filename")), null);
			case "url" -> new Annotation(new Source.Url(text(source, "url"), text(source, "url")), null);
			default -> {
				unknown("annotation with " + source.path("type").stringValue("other source"));
				yield null;
			}
		};
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

	private Workflow workflow() {
		List<Task> tasks = list("tasks").map((task) -> task(task, "type")).toList();
		boolean thoughts = !tasks.isEmpty() && tasks.stream().allMatch(Task.Thought.class::isInstance);
		return new Workflow(thoughts ? Workflow.Type.REASONING : Workflow.Type.CUSTOM, tasks, null, false);
	}

	private Task task(JsonNode task, String typeMember) {
		String heading = task.path("heading").stringValue(null);
		String summary = task.path("summary").stringValue(null);
		String type = text(task, typeMember);
		if (type.equals("thought")) {
			return new Task.Thought(Task.StatusIndicator.NONE, heading, (summary != null) ? summary : "");
		}
		if (!type.equals("custom")) {
			unknown("task of the kind " + type);
		}
		return new Task.Custom(Task.StatusIndicator.NONE, heading, null, summary);
	}

	private String id() {
		return text(this.json, "id");
	}

	private Instant time() {
		return HostedThread.time(this.json);
	}

	private Stream<JsonNode> list(String member) {
		return this.json.path(member).valueStream();
	}

	private static String text(JsonNode json, String member) {
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
