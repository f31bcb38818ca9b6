package io.github.chatkitbackend.chat.responses;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.github.chatkitbackend.chat.agent.AgentException;
import io.github.chatkitbackend.chat.agent.Turn;
import io.github.chatkitbackend.chat.protocol.ChatId;
import io.github.chatkitbackend.chat.protocol.ThreadEvent;
import tools.jackson.databind.JsonNode;

/**
 * Turns the events of one response into those of a turn. Items are told apart by their
 * place in the output, because some servers give all of them the same id.
 */
class Answer {

	private final Turn turn;

	private final int imagePreviews;

	private final AnswerWorkflow workflow;

	private final AnswerThoughts thoughts;

	private final HostedTasks tasks;

	private final Map<Integer, AnswerMessage> messages = new HashMap<>();

	private final Map<Integer, AnswerImage> images = new HashMap<>();

	private final Map<Integer, JsonNode> output = new TreeMap<>();

	private final Set<String> usedIds = new HashSet<>();

	private boolean refused;

	private String incomplete = "";

	/**
	 * Begin an answer.
	 * @param turn what is answered
	 * @param workflow shows what the model thinks and does
	 * @param imagePreviews number of previews that were asked for of each image, 0 if
	 * unknown
	 */
	Answer(Turn turn, AnswerWorkflow workflow, int imagePreviews) {
		this.turn = turn;
		this.imagePreviews = imagePreviews;
		this.workflow = workflow;
		this.thoughts = new AnswerThoughts(workflow);
		this.tasks = new HostedTasks(workflow);
	}

	void accept(JsonNode event) {
		switch (type(event)) {
			case "response.output_item.added" -> begin(event, event.path("item"));
			case "response.content_part.added" -> addPart(event, type(event.path("part")));
			case "response.output_text.delta" -> message(event).append(event);
			case "response.output_text.annotation.added" -> message(event).annotate(event);
			case "response.output_text.done" -> message(event).completeText(event);
			case "response.refusal.delta" -> message(event).append(event);
			case "response.reasoning_summary_text.delta" -> this.thoughts.append(event);
			case "response.reasoning_summary_text.done" -> this.thoughts.complete(event);
			case "response.image_generation_call.partial_image" -> image(event).preview(event);
			case "response.output_item.done" -> complete(event, event.path("item"));
			case "response.incomplete" ->
				this.incomplete = event.at("/response/incomplete_details/reason").asString("unknown");
			default -> {
			}
		}
	}

	private void begin(JsonNode event, JsonNode item) {
		switch (type(item)) {
			case "message" -> message(event);
			case "reasoning" -> this.thoughts.begin();
			case "image_generation_call" -> image(event);
			default -> this.tasks.begin(index(event), item);
		}
	}

	private void addPart(JsonNode event, String type) {
		this.refused |= type.equals("refusal");
		if (type.equals("output_text") || type.equals("refusal")) {
			message(event).addPart(event);
		}
	}

	private void complete(JsonNode event, JsonNode item) {
		this.output.put(index(event), item);
		if (type(item).equals("message")) {
			this.refused |= item.path("content").valueStream().anyMatch((part) -> type(part).equals("refusal"));
			message(event).done(item);
		}
		else if (type(item).equals("image_generation_call")) {
			image(event).done(item);
		}
		else {
			this.tasks.complete(index(event), item);
		}
	}

	/**
	 * The message that an event belongs to, which begins if it has not.
	 */
	private AnswerMessage message(JsonNode event) {
		AnswerMessage known = this.messages.get(index(event));
		if (known != null) {
			return known;
		}
		this.workflow.close();
		JsonNode item = event.path("item");
		AnswerMessage message = new AnswerMessage(this.turn,
				id(item.path("id").asString(event.path("item_id").asString(""))));
		this.messages.put(index(event), message);
		message.begin(item);
		return message;
	}

	private AnswerImage image(JsonNode event) {
		AnswerImage known = this.images.get(index(event));
		if (known != null) {
			return known;
		}
		AnswerImage image = new AnswerImage(this.turn, this.imagePreviews);
		this.images.put(index(event), image);
		image.begin();
		return image;
	}

	/**
	 * The model's own id, unless the thread has an item of this id.
	 */
	private String id(String proposed) {
		boolean isFree = !proposed.isBlank() && this.turn.item(proposed) == null && this.usedIds.add(proposed);
		return isFree ? proposed : ChatId.MESSAGE.next();
	}

	private static int index(JsonNode event) {
		return event.path("output_index").asInt(0);
	}

	private static String type(JsonNode node) {
		return node.path("type").asString("");
	}

	/**
	 * The complete items, in order.
	 */
	List<JsonNode> output() {
		return List.copyOf(this.output.values());
	}

	/**
	 * The functions that the model calls.
	 */
	List<ToolCall> calls() {
		return this.output.values().stream().filter(ToolCall::isCall).map(ToolCall::of).toList();
	}

	/**
	 * Take back what this answer has shown.
	 */
	void remove() {
		this.messages.values().forEach((message) -> this.turn.remove(message.id()));
		this.images.values().forEach((image) -> this.turn.remove(image.id()));
		this.workflow.forget().forEach(this.turn::remove);
	}

	/**
	 * End the answer.
	 * @throws AgentException if the model has refused, or has not said everything
	 */
	void end() {
		if (this.refused || !this.incomplete.isEmpty()) {
			throw failure();
		}
	}

	private AgentException failure() {
		return switch (this.incomplete) {
			case "max_output_tokens" -> AgentException
				.withMessage("The answer is incomplete because it has reached its maximum length.", false);
			case "content_filter" ->
				AgentException.withMessage("The answer is incomplete because a content filter has stopped it.", false);
			default -> AgentException.withCode(ThreadEvent.Error.STREAM_ERROR, true);
		};
	}

}
