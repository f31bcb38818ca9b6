package io.github.chatkitbackend.chat.responses;

import java.util.List;
import java.util.Objects;

import io.github.chatkitbackend.chat.protocol.Annotation;
import io.github.chatkitbackend.chat.protocol.Source;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Turns the model's citations into annotations. What a user cannot recognize or open is
 * left out.
 */
final class Citations {

	private Citations() {
	}

	/**
	 * Convert the annotations of a part.
	 */
	static List<Annotation> all(JsonNode citations) {
		return citations.valueStream().map(Citations::of).filter(Objects::nonNull).toList();
	}

	/**
	 * Convert an annotation.
	 * @return the annotation, or {@code null} if it is left out
	 */
	static @Nullable Annotation of(JsonNode citation) {
		return switch (citation.path("type").asString("")) {
			case "file_citation" -> file(citation, "index");
			case "container_file_citation" -> file(citation, "end_index");
			case "url_citation" -> url(citation);
			default -> null;
		};
	}

	private static @Nullable Annotation file(JsonNode citation, String position) {
		String name = citation.path("filename").asString("");
		return name.isBlank() ? null : new Annotation(new Source.File(name), position(citation, position));
	}

	private static @Nullable Annotation url(JsonNode citation) {
		String url = citation.path("url").asString("");
		String title = citation.path("title").asString("");
		return url.isBlank() ? null
				: new Annotation(new Source.Url(url, title.isBlank() ? url : title), position(citation, "end_index"));
	}

	private static @Nullable Integer position(JsonNode citation, String name) {
		JsonNode position = citation.path(name);
		return position.canConvertToInt() ? position.intValue() : null;
	}

}
