package io.github.chatkitbackend.chat.responses;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.chatkitbackend.chat.protocol.StructuredInput;
import io.github.chatkitbackend.chat.protocol.StructuredInputItem;
import io.github.chatkitbackend.chat.protocol.Task;
import io.github.chatkitbackend.chat.protocol.UserContent;
import io.github.chatkitbackend.chat.protocol.UserMessage;
import io.github.chatkitbackend.chat.protocol.WidgetItem;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What a model reads of items that are no messages.
 */
final class InputTexts {

	private InputTexts() {
	}

	static String quote(String text) {
		return element("The user refers to this part of the conversation:", "quote", text);
	}

	static String hidden(JsonNode content) {
		return hidden(content.isString() ? content.stringValue() : content.toString());
	}

	static String hidden(String content) {
		return element("Context for you, which the user does not see:", "hidden_context", content);
	}

	static String of(WidgetItem item) {
		return "The user was shown this widget, whose id is %s: %s".formatted(item.id(), item.widget());
	}

	/**
	 * The step of a custom task. Other tasks repeat what the model knows.
	 */
	static @Nullable String of(Task task) {
		if (!(task instanceof Task.Custom custom)) {
			return null;
		}
		String text = Stream.of(custom.title(), custom.content())
			.filter(Objects::nonNull)
			.collect(Collectors.joining(": "));
		return text.isBlank() ? null : element("The user was shown that you took this step:", "task", text);
	}

	static String of(StructuredInputItem item) {
		String lines = item.inputs()
			.stream()
			.map((input) -> "\n- %s: %s".formatted(input.question(), answer(input.answer())))
			.collect(Collectors.joining());
		return "The user was asked these questions. Status: %s.%s"
			.formatted(item.status().name().toLowerCase(Locale.ROOT), lines);
	}

	private static String answer(StructuredInput.@Nullable Answer answer) {
		if (answer == null) {
			return "unanswered";
		}
		return answer.skipped() ? "skipped" : String.join(", ", answer.values());
	}

	/**
	 * An explanation of the tags of a message, and one text for each of them.
	 * @return the texts, none without tags
	 */
	static List<String> tags(UserMessage message) {
		Map<String, String> tags = new LinkedHashMap<>();
		for (UserContent part : message.content()) {
			if (part instanceof UserContent.Tag tag) {
				tags.putIfAbsent(tag.text(), describe(tag));
			}
		}
		List<String> texts = new ArrayList<>(tags.values());
		if (!texts.isEmpty()) {
			texts.addFirst("The user's message mentions these entities of the application with @:");
		}
		return texts;
	}

	private static String describe(UserContent.Tag tag) {
		return JsonNodeFactory.instance.objectNode()
			.put("id", tag.id())
			.put("text", tag.text())
			.set("data", tag.data())
			.toString();
	}

	private static String element(String explanation, String name, String content) {
		return "%s\n<%s>\n%s\n</%s>".formatted(explanation, name, content, name);
	}

}
