package io.github.chatkitbackend.chat.protocol;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;

/**
 * A part of an answer.
 *
 * @param text the text, in Markdown
 * @param annotations sources and entities that the text refers to
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonTypeName("output_text")
public record AssistantContent(String text, List<Annotation> annotations) {

	/**
	 * Create a part.
	 */
	public AssistantContent {
		annotations = Defaults.list(annotations);
	}

	/**
	 * Create a part without annotations.
	 * @param text the text, in Markdown
	 */
	public AssistantContent(String text) {
		this(text, List.of());
	}

}
