package io.github.chatkitbackend.migration;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.github.chatkitbackend.chat.protocol.Annotation;
import io.github.chatkitbackend.chat.protocol.AssistantContent;
import io.github.chatkitbackend.chat.protocol.Source;
import io.github.chatkitbackend.chat.protocol.Task;
import io.github.chatkitbackend.chat.protocol.UserContent;
import io.github.chatkitbackend.chat.protocol.Workflow;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Converts the parts of OpenAI's items to the protocol's.
 *
 * @param unknown takes the kinds of parts that are not known
 */
record ContentConverter(Consumer<String> unknown) {

	List<UserContent> question(JsonNode content) {
		return content.valueStream().map(this::questionPart).filter(Objects::nonNull).toList();
	}

	private @Nullable UserContent questionPart(JsonNode part) {
		return switch (type(part)) {
			case "input_text" -> new UserContent.Text(ItemConverter.text(part, "text"));
			case "quoted_text" -> null;
			default -> {
				this.unknown.accept("chatkit.user_message with " + type(part));
				yield null;
			}
		};
	}

	static @Nullable String quote(JsonNode content) {
		String quote = content.valueStream()
			.filter((part) -> type(part).equals("quoted_text"))
			.map((part) -> ItemConverter.text(part, "text"))
			.collect(Collectors.joining("\n"));
		return quote.isEmpty() ? null : quote;
	}

	List<AssistantContent> answer(JsonNode content) {
		return content.valueStream().map(this::answerPart).toList();
	}

	/**
	 * Text is kept whatever the type of its part is.
	 */
	private AssistantContent answerPart(JsonNode part) {
		if (!type(part).equals("output_text")) {
			this.unknown.accept("chatkit.assistant_message with " + type(part));
		}
		List<Annotation> annotations = part.path("annotations")
			.valueStream()
			.map((annotation) -> annotation(annotation.path("source")))
			.filter(Objects::nonNull)
			.toList();
		return new AssistantContent(ItemConverter.text(part, "text"), annotations);
	}

	private @Nullable Annotation annotation(JsonNode source) {
		String url = ItemConverter.text(source, "url");
		return switch (type(source)) {
			case "file" -> new Annotation(new Source.File(ItemConverter.text(source, "filename")), null);
			case "url" -> new Annotation(new Source.Url(url, url), null);
			default -> {
				this.unknown.accept("annotation with " + type(source));
				yield null;
			}
		};
	}

	Workflow workflow(JsonNode json) {
		List<Task> tasks = json.valueStream().map((task) -> task(task, "type")).toList();
		boolean thoughts = !tasks.isEmpty() && tasks.stream().allMatch(Task.Thought.class::isInstance);
		return new Workflow(thoughts ? Workflow.Type.REASONING : Workflow.Type.CUSTOM, tasks, null, false);
	}

	/**
	 * Convert a task.
	 * @param typeMember the member that contains its type, which is not the same
	 * everywhere
	 */
	Task task(JsonNode task, String typeMember) {
		String heading = task.path("heading").stringValue(null);
		String summary = task.path("summary").stringValue(null);
		String type = ItemConverter.text(task, typeMember);
		if (type.equals("thought")) {
			return new Task.Thought(Task.StatusIndicator.NONE, heading, (summary != null) ? summary : "");
		}
		if (!type.equals("custom")) {
			this.unknown.accept("task of the type " + type);
		}
		return new Task.Custom(Task.StatusIndicator.NONE, heading, null, summary);
	}

	private static String type(JsonNode json) {
		return json.path("type").stringValue("no type");
	}

}
