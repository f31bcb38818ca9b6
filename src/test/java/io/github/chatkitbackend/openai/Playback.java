package io.github.chatkitbackend.openai;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Plays the steps of a {@link ModelAnswer} as the events of a response.
 */
class Playback {

	private static final JsonMapper JSON = new JsonMapper();

	private final JsonNode request;

	private final ResponseObject response;

	private final Wire wire;

	private final Duration pace;

	private int sequence;

	private MessageItem message;

	private ObjectNode result;

	Playback(JsonNode request, Wire wire, Duration pace) {
		this.request = request;
		this.response = new ResponseObject(request);
		this.wire = wire;
		this.pace = pace;
	}

	/**
	 * Play an answer.
	 * @return the response as it is at the end
	 */
	ObjectNode play(ModelAnswer answer) throws IOException {
		send(event("response.created").set("response", this.response.inProgress()));
		send(event("response.in_progress").set("response", this.response.inProgress()));
		for (ModelAnswer.Step step : answer.steps()) {
			step.play(this);
		}
		if (this.result == null) {
			closeMessage();
			end("response.completed", this.response.completed());
		}
		return this.result;
	}

	/**
	 * End with an event that carries the whole response.
	 */
	void end(String type, ObjectNode response) throws IOException {
		this.result = response;
		send(event(type).set("response", response));
	}

	/**
	 * End without one.
	 */
	void end() {
		this.result = this.response.inProgress();
	}

	ObjectNode event(String type) {
		return JSON.createObjectNode().put("type", type).put("sequence_number", this.sequence++);
	}

	void send(JsonNode event) throws IOException {
		this.wire.send((ObjectNode) event);
	}

	/**
	 * Send a piece of text, at the pace of a model.
	 */
	void sendDelta(ObjectNode event, String delta) throws IOException {
		event.put("delta", delta);
		if (this.request.at("/stream_options/include_obfuscation").asBoolean(true)) {
			event.put("obfuscation", ApiResponse.id("", 1 + ThreadLocalRandom.current().nextInt(8)));
		}
		pause();
		send(event);
	}

	void pause() throws IOException {
		if (this.wire != Wire.NONE) {
			ModelAnswer.sleep(this.pace);
		}
	}

	/**
	 * The message that is being written, or a new one.
	 */
	MessageItem message() throws IOException {
		if (this.message == null) {
			this.message = new MessageItem(this);
		}
		return this.message;
	}

	void closeMessage() throws IOException {
		if (this.message != null) {
			this.message.close();
			this.message = null;
		}
	}

	/**
	 * Send the first event of an output item.
	 */
	void begin(ObjectNode item) throws IOException {
		send(itemEvent("response.output_item.added", item));
	}

	/**
	 * Send the last event of an output item.
	 * @param thoughts characters that the model has thought, but not shown
	 */
	void finish(ObjectNode item, int thoughts) throws IOException {
		send(itemEvent("response.output_item.done", item));
		this.response.add(item, thoughts);
	}

	private ObjectNode itemEvent(String type, ObjectNode item) {
		ObjectNode event = event(type).put("output_index", outputIndex());
		event.set("item", item.deepCopy());
		return event;
	}

	int outputIndex() {
		return this.response.items();
	}

	ObjectNode object() {
		return JSON.createObjectNode();
	}

	JsonNode request() {
		return this.request;
	}

	ResponseObject response() {
		return this.response;
	}

	Wire wire() {
		return this.wire;
	}

}
