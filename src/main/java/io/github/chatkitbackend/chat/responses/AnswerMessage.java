package io.github.chatkitbackend.chat.responses;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.chatkitbackend.chat.agent.Turn;
import io.github.chatkitbackend.chat.protocol.Annotation;
import io.github.chatkitbackend.chat.protocol.AssistantContent;
import io.github.chatkitbackend.chat.protocol.AssistantMessage;
import io.github.chatkitbackend.chat.protocol.ItemUpdate;
import io.github.chatkitbackend.chat.protocol.ThreadEvent;
import tools.jackson.databind.JsonNode;

/**
 * A message of the model, which grows by the model's events. Refusals are text.
 */
class AnswerMessage {

	private final Turn turn;

	private final String id;

	private final Instant createdAt = Instant.now();

	/** The annotations that were kept, by the index of their part. */
	private final Map<Integer, List<Annotation>> annotations = new HashMap<>();

	AnswerMessage(Turn turn, String id) {
		this.turn = turn;
		this.id = id;
	}

	String id() {
		return this.id;
	}

	void begin(JsonNode item) {
		this.turn.send(new ThreadEvent.ItemAdded(message(item)));
	}

	void done(JsonNode item) {
		this.turn.send(new ThreadEvent.ItemDone(message(item)));
	}

	void addPart(JsonNode event) {
		AssistantContent part = part(event.path("part"));
		annotations(event).addAll(part.annotations());
		send(new ItemUpdate.PartAdded(index(event), part));
	}

	void append(JsonNode event) {
		send(new ItemUpdate.TextDelta(index(event), event.path("delta").asString("")));
	}

	/**
	 * Indexes of annotations count only those that are kept.
	 */
	void annotate(JsonNode event) {
		Annotation annotation = Citations.of(event.path("annotation"));
		if (annotation != null) {
			List<Annotation> kept = annotations(event);
			kept.add(annotation);
			send(new ItemUpdate.AnnotationAdded(index(event), kept.size() - 1, annotation));
		}
	}

	/**
	 * The model's event has no annotations, and without them the client would drop those
	 * that it has.
	 */
	void completeText(JsonNode event) {
		send(new ItemUpdate.PartDone(index(event),
				new AssistantContent(event.path("text").asString(""), annotations(event))));
	}

	private void send(ItemUpdate update) {
		this.turn.send(new ThreadEvent.ItemUpdated(this.id, update));
	}

	private List<Annotation> annotations(JsonNode event) {
		return this.annotations.computeIfAbsent(index(event), (_) -> new ArrayList<>());
	}

	private static int index(JsonNode event) {
		return event.path("content_index").asInt(0);
	}

	private AssistantMessage message(JsonNode item) {
		return new AssistantMessage(this.id, this.turn.thread().id(), this.createdAt,
				item.path("content").valueStream().map(AnswerMessage::part).toList());
	}

	private static AssistantContent part(JsonNode part) {
		String text = part.path(part.has("refusal") ? "refusal" : "text").asString("");
		return new AssistantContent(text, Citations.all(part.path("annotations")));
	}

}
