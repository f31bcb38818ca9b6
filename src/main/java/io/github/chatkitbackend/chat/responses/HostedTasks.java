package io.github.chatkitbackend.chat.responses;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.chatkitbackend.chat.protocol.Source;
import io.github.chatkitbackend.chat.protocol.Task;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Shows what OpenAI's own tools do as tasks. Images have items of their own.
 */
class HostedTasks {

	/** The title of the task of a program. */
	static final String CODE_INTERPRETER = "code_interpreter";

	private final AnswerWorkflow workflow;

	/** The positions of the tasks by those of the output items. */
	private final Map<Integer, Integer> positions = new HashMap<>();

	HostedTasks(AnswerWorkflow workflow) {
		this.workflow = workflow;
	}

	void begin(int index, JsonNode item) {
		Task task = task(item, Task.StatusIndicator.LOADING);
		if (task != null) {
			this.positions.put(index, this.workflow.add(task));
		}
	}

	void complete(int index, JsonNode item) {
		Integer position = this.positions.remove(index);
		Task task = task(item, Task.StatusIndicator.COMPLETE);
		if (position != null && task != null) {
			this.workflow.set(position, task);
		}
	}

	private static @Nullable Task task(JsonNode item, Task.StatusIndicator status) {
		return switch (item.path("type").asString("")) {
			case "web_search_call" -> search(item.path("action"), status);
			case "file_search_call" -> {
				List<String> queries = texts(item.path("queries"));
				yield new Task.File(status, queries.isEmpty() ? null : String.join(", ", queries), List.of());
			}
			case "code_interpreter_call" -> new Task.Custom(status, CODE_INTERPRETER, null, null);
			default -> null;
		};
	}

	private static Task search(JsonNode action, Task.StatusIndicator status) {
		List<String> queries = Stream.concat(texts(action.path("queries")).stream(), text(action.path("query")))
			.distinct()
			.toList();
		List<Source> sources = Stream
			.concat(action.path("sources").valueStream().map((source) -> source.path("url")),
					Stream.of(action.path("url")))
			.flatMap(HostedTasks::text)
			.distinct()
			.<Source>map((url) -> new Source.Url(url, url))
			.toList();
		return new Task.WebSearch(status, null, queries.isEmpty() ? null : queries.getFirst(), queries, sources);
	}

	private static List<String> texts(JsonNode list) {
		return list.valueStream().flatMap(HostedTasks::text).toList();
	}

	private static Stream<String> text(JsonNode node) {
		String text = node.asString("");
		return text.isBlank() ? Stream.empty() : Stream.of(text);
	}

}
