package io.github.chatkitbackend.chat.responses;

import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.openai.core.ObjectMappers;
import com.openai.models.responses.ResponseInputItem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns JSON into what the SDK sends.
 */
final class InputItems {

	/** OpenAI takes less of an image than it gives. */
	private static final List<String> IMAGE = List.of("type", "id", "status", "result");

	private InputItems() {
	}

	static ResponseInputItem of(JsonNode item) {
		try {
			return ObjectMappers.jsonMapper().readValue(item.toString(), ResponseInputItem.class);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("An item is not JSON", ex);
		}
	}

	/**
	 * What the model has said, for it to read again.
	 */
	static ResponseInputItem ofOutput(JsonNode item) {
		boolean isImage = item.path("type").asString("").equals("image_generation_call");
		return of((isImage && item instanceof ObjectNode image) ? image.deepCopy().retain(IMAGE) : item);
	}

}
