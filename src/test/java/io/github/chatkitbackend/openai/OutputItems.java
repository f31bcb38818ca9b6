package io.github.chatkitbackend.openai;

import java.io.IOException;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The output items other than messages, with their events.
 */
final class OutputItems {

	private static final String WORDS = "(?<= )";

	private OutputItems() {
	}

	static void reasoning(Playback playback, String... summaries) throws IOException {
		ObjectNode item = playback.object().put("id", ApiResponse.id("rs_", 25)).put("type", "reasoning");
		ArrayNode summary = item.putArray("summary");
		if (playback.request().path("include").toString().contains("reasoning.encrypted_content")) {
			item.put("encrypted_content", ApiResponse.id("gAAAAA", 60));
		}
		playback.begin(item);
		if (playback.request().at("/reasoning/summary").isString()) {
			for (String text : summaries) {
				summarize(playback, item, summary, text);
			}
		}
		playback.finish(item, String.join("", summaries).length());
	}

	private static void summarize(Playback playback, ObjectNode item, ArrayNode summary, String text)
			throws IOException {
		ObjectNode part = playback.object().put("type", "summary_text").put("text", "");
		playback.send(thought(playback, "part.added", item, summary).set("part", part.deepCopy()));
		for (String word : text.split(WORDS)) {
			playback.sendDelta(thought(playback, "text.delta", item, summary), word);
		}
		playback.send(thought(playback, "text.done", item, summary).put("text", text));
		playback.send(thought(playback, "part.done", item, summary).set("part", part.put("text", text)));
		summary.add(part);
	}

	private static ObjectNode thought(Playback playback, String type, ObjectNode item, ArrayNode summary) {
		return event(playback, "reasoning_summary_" + type, item).put("summary_index", summary.size());
	}

	static void functionCall(Playback playback, String name, String arguments) throws IOException {
		ObjectNode item = playback.object()
			.put("id", ApiResponse.id("fc_", 25))
			.put("type", "function_call")
			.put("status", "in_progress")
			.put("arguments", "")
			.put("call_id", ApiResponse.id("call_", 12))
			.put("name", name);
		playback.begin(item);
		for (String piece : arguments.split("(?<=[:,])")) {
			playback.sendDelta(event(playback, "function_call_arguments.delta", item), piece);
		}
		playback.send(event(playback, "function_call_arguments.done", item).put("arguments", arguments));
		playback.finish(item.put("status", "completed").put("arguments", arguments), 0);
	}

	static void webSearch(Playback playback, String query) throws IOException {
		ObjectNode item = playback.object()
			.put("id", ApiResponse.id("ws_", 25))
			.put("type", "web_search_call")
			.put("status", "in_progress");
		item.putObject("action").put("type", "search").put("query", query);
		playback.begin(item);
		for (String state : new String[] { "in_progress", "searching", "completed" }) {
			playback.pause();
			playback.send(event(playback, "web_search_call." + state, item));
		}
		playback.finish(item.put("status", "completed"), 0);
	}

	static void image(Playback playback, String image, String... partial) throws IOException {
		ObjectNode item = playback.object()
			.put("id", ApiResponse.id("ig_", 25))
			.put("type", "image_generation_call")
			.put("status", "in_progress");
		playback.begin(item);
		playback.send(event(playback, "image_generation_call.in_progress", item));
		playback.send(event(playback, "image_generation_call.generating", item));
		for (int i = 0; i < partial.length; i++) {
			playback.pause();
			playback
				.send(format(event(playback, "image_generation_call.partial_image", item).put("partial_image_index", i)
					.put("partial_image_b64", partial[i])));
		}
		playback.send(event(playback, "image_generation_call.completed", item));
		playback.finish(format(item.put("status", "completed").put("result", image)), 0);
	}

	private static ObjectNode format(ObjectNode node) {
		return node.put("background", "opaque")
			.put("output_format", "png")
			.put("quality", "medium")
			.put("size", "1024x1024");
	}

	private static ObjectNode event(Playback playback, String type, ObjectNode item) {
		return playback.event("response." + type)
			.put("item_id", item.path("id").stringValue())
			.put("output_index", playback.outputIndex());
	}

}
