package io.github.chatkitbackend.chat.responses;

import java.time.Instant;

import io.github.chatkitbackend.chat.agent.Turn;
import io.github.chatkitbackend.chat.protocol.ChatId;
import io.github.chatkitbackend.chat.protocol.GeneratedImage;
import io.github.chatkitbackend.chat.protocol.ItemUpdate;
import io.github.chatkitbackend.chat.protocol.ThreadEvent;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An image that the model generates, with previews while it does.
 */
class AnswerImage {

	private final Turn turn;

	/** The number of previews that were asked for, 0 if unknown. */
	private final int previews;

	private final String id = ChatId.MESSAGE.next();

	private final Instant createdAt = Instant.now();

	AnswerImage(Turn turn, int previews) {
		this.turn = turn;
		this.previews = previews;
	}

	String id() {
		return this.id;
	}

	void begin() {
		this.turn.send(new ThreadEvent.ItemAdded(item(null)));
	}

	void preview(JsonNode event) {
		GeneratedImage.Image image = image(event.path("item_id"), event.path("partial_image_b64"), event);
		double progress = (this.previews == 0) ? 0
				: Math.min(1, event.path("partial_image_index").asDouble(0) / this.previews);
		this.turn.send(new ThreadEvent.ItemUpdated(this.id, new ItemUpdate.ImageUpdated(image, progress)));
	}

	void done(JsonNode item) {
		if (item.hasNonNull("result")) {
			this.turn.send(new ThreadEvent.ItemDone(item(image(item.path("id"), item.path("result"), item))));
		}
	}

	private GeneratedImage item(GeneratedImage.@Nullable Image image) {
		return new GeneratedImage(this.id, this.turn.thread().id(), this.createdAt, image);
	}

	private static GeneratedImage.Image image(JsonNode id, JsonNode base64, JsonNode description) {
		String format = description.path("output_format").asString("png");
		return new GeneratedImage.Image(id.asString(""),
				"data:image/%s;base64,%s".formatted(format, base64.asString("")));
	}

}
