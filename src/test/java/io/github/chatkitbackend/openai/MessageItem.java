package io.github.chatkitbackend.openai;

import java.io.IOException;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A message that a model writes, part by part.
 */
class MessageItem {

	private final Playback playback;

	private final ObjectNode item;

	private final ArrayNode content;

	private final StringBuilder text = new StringBuilder();

	/** The part that is being written, or none. */
	private ObjectNode part;

	MessageItem(Playback playback) throws IOException {
		this.playback = playback;
		this.item = playback.object()
			.put("id", ApiResponse.id("msg_", 25))
			.put("type", "message")
			.put("status", "in_progress");
		this.content = this.item.putArray("content");
		this.item.put("role", "assistant");
		playback.begin(this.item);
	}

	void write(String type, String... deltas) throws IOException {
		if (this.part == null || !this.part.path("type").stringValue().equals(type)) {
			closePart();
			open(type);
		}
		for (String delta : deltas) {
			this.text.append(delta);
			ObjectNode event = event(isText() ? "response.output_text.delta" : "response.refusal.delta");
			if (isText()) {
				event.putArray("logprobs");
			}
			this.playback.sendDelta(event, delta);
		}
	}

	private void open(String type) throws IOException {
		this.part = this.playback.object().put("type", type);
		if (isText()) {
			this.part.putArray("annotations");
			this.part.putArray("logprobs");
		}
		this.part.put(property(), "");
		this.playback.send(event("response.content_part.added").set("part", this.part.deepCopy()));
	}

	void annotate(JsonNode annotation) throws IOException {
		ArrayNode annotations = (ArrayNode) this.part.get("annotations");
		ObjectNode event = event("response.output_text.annotation.added").put("annotation_index", annotations.size());
		event.set("annotation", annotation);
		annotations.add(annotation);
		this.playback.send(event);
	}

	void close() throws IOException {
		closePart();
		this.playback.finish(this.item.put("status", "completed"), 0);
	}

	private void closePart() throws IOException {
		if (this.part == null) {
			return;
		}
		ObjectNode done = event(isText() ? "response.output_text.done" : "response.refusal.done");
		done.put(property(), this.text.toString());
		if (isText()) {
			done.putArray("logprobs");
		}
		this.playback.send(done);
		this.part.put(property(), this.text.toString());
		this.playback.send(event("response.content_part.done").set("part", this.part));
		this.content.add(this.part);
		this.part = null;
		this.text.setLength(0);
	}

	private ObjectNode event(String type) {
		return this.playback.event(type)
			.put("item_id", this.item.path("id").stringValue())
			.put("output_index", this.playback.outputIndex())
			.put("content_index", this.content.size());
	}

	private boolean isText() {
		return this.part.path("type").stringValue().equals("output_text");
	}

	private String property() {
		return isText() ? "text" : "refusal";
	}

}
