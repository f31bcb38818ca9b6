package io.github.chatkitbackend.chat.protocol;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import org.jspecify.annotations.Nullable;

/**
 * A reference from the text of an answer to a source.
 *
 * @param source the source
 * @param index position of the marker in the text, in characters
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonTypeName("annotation")
public record Annotation(Source source, @Nullable Integer index) {
}
