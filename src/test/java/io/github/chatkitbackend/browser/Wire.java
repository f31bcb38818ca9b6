package io.github.chatkitbackend.browser;

import java.util.Arrays;
import java.util.stream.Collectors;

import tools.jackson.databind.json.JsonMapper;

/**
 * What the endpoint of the chat sends, as JSON in one line.
 */
final class Wire {

	private static final JsonMapper MAPPER = new JsonMapper();

	private Wire() {
	}

	static String created(String thread) {
		return "{\"type\":\"thread.created\",\"thread\":%s}".formatted(thread(thread, ""));
	}

	static String updated(String thread, String title) {
		return "{\"type\":\"thread.updated\",\"thread\":%s}".formatted(thread(thread, title));
	}

	static String options(boolean cancel) {
		return "{\"type\":\"stream_options\",\"stream_options\":{\"allow_cancel\":%s}}".formatted(cancel);
	}

	static String added(String item) {
		return "{\"type\":\"thread.item.added\",\"item\":%s}".formatted(item);
	}

	static String done(String item) {
		return "{\"type\":\"thread.item.done\",\"item\":%s}".formatted(item);
	}

	static String delta(String id, String text) {
		return update(id, """
				{"type":"assistant_message.content_part.text_delta","content_index":0,"delta":%s}""".strip()
			.formatted(quote(text)));
	}

	static String update(String id, String update) {
		return "{\"type\":\"thread.item.updated\",\"item_id\":\"%s\",\"update\":%s}".formatted(id, update);
	}

	static String error(String message, boolean retry) {
		return "{\"type\":\"error\",\"code\":\"custom\",\"message\":%s,\"allow_retry\":%s}".formatted(quote(message),
				retry);
	}

	/**
	 * A thread without its items; with an empty title, it has none.
	 */
	static String thread(String id, String title) {
		String field = title.isEmpty() ? "" : "\"title\":%s,".formatted(quote(title));
		return """
				{"id":"%s",%s"created_at":"2026-11-20T12:00:00Z","status":{"type":"active"},"metadata":{},\
				"items":{"data":[],"has_more":false}}""".formatted(id, field);
	}

	static String userMessage(String id, String text) {
		return item(id, "user_message", """
				"content":[{"type":"input_text","text":%s}],"attachments":[],"inference_options":{}"""
			.formatted(quote(text)));
	}

	/**
	 * An assistant's message; with an empty text, it has no content yet.
	 */
	static String answer(String id, String text) {
		String part = text.isEmpty() ? "" : """
				{"type":"output_text","text":%s,"annotations":[]}""".formatted(quote(text));
		return item(id, "assistant_message", "\"content\":[%s]".formatted(part));
	}

	static String item(String id, String type, String fields) {
		return """
				{"id":"%s","thread_id":"thr_1","created_at":"2026-11-20T12:00:00Z","type":"%s",%s}""".formatted(id,
				type, fields);
	}

	static String page(String... elements) {
		return "{\"data\":[%s],\"has_more\":false}".formatted(String.join(",", elements));
	}

	static String pageBefore(String after, String... elements) {
		return Arrays.stream(elements)
			.collect(Collectors.joining(",", "{\"data\":[", "],\"has_more\":true,\"after\":\"" + after + "\"}"));
	}

	private static String quote(String text) {
		return MAPPER.writeValueAsString(text);
	}

}
