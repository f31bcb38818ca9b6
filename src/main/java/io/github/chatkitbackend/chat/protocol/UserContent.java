package io.github.chatkitbackend.chat.protocol;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A part of what the user wrote.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface UserContent {

	/**
	 * The part as a person reads it.
	 * @return plain text
	 */
	String plainText();

	/**
	 * Text.
	 *
	 * @param text the text
	 */
	@JsonTypeName("input_text")
	record Text(@Required String text) implements UserContent {

		@Override
		public String plainText() {
			return this.text;
		}

	}

	/**
	 * A mention of an entity of the application.
	 *
	 * @param id the entity's id
	 * @param text its name
	 * @param data free-form data of the application
	 * @param group heading under which the entity was offered
	 * @param interactive whether the mention can be clicked
	 */
	@JsonTypeName("input_tag")
	record Tag(@Required String id, @Required String text, JsonNode data, @Nullable String group,
			boolean interactive) implements UserContent {

		/**
		 * Create a tag.
		 */
		public Tag {
			data = Defaults.object(data);
		}

		@Override
		public String plainText() {
			return "@" + this.text;
		}

	}

}
