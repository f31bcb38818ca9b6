package io.github.chatkitbackend.chat.protocol;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What an annotation or a task refers to.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface Source {

	/**
	 * A web page.
	 *
	 * @param url the page
	 * @param title its title
	 * @param description what it is about
	 * @param timestamp when it was published, as text
	 * @param group heading under which it is listed
	 * @param attribution who has published it
	 */
	@JsonTypeName("url")
	record Url(String url, String title, @Nullable String description, @Nullable String timestamp,
			@Nullable String group, @Nullable String attribution) implements Source {

		/**
		 * Create a source.
		 * @param url the page
		 * @param title its title
		 */
		public Url(String url, String title) {
			this(url, title, null, null, null, null);
		}

	}

	/**
	 * A file.
	 *
	 * @param filename the file's name
	 * @param title its title
	 * @param description what it is about
	 * @param timestamp when it was published, as text
	 * @param group heading under which it is listed
	 */
	@JsonTypeName("file")
	record File(String filename, String title, @Nullable String description, @Nullable String timestamp,
			@Nullable String group) implements Source {

		/**
		 * Create a source.
		 * @param filename the file's name
		 */
		public File(String filename) {
			this(filename, filename, null, null, null);
		}

	}

	/**
	 * An entity of the application.
	 *
	 * @param id the entity's id
	 * @param title its title
	 * @param description what it is about
	 * @param timestamp when it was published, as text
	 * @param group heading under which it is listed
	 * @param icon its icon
	 * @param label what is shown beside the title
	 * @param inlineLabel what is shown within the text, in place of the title
	 * @param interactive whether it can be clicked
	 * @param data free-form data of the application
	 * @param preview ignored by clients
	 */
	@JsonTypeName("entity")
	record Entity(String id, String title, @Nullable String description, @Nullable String timestamp,
			@Nullable String group, @Nullable Icon icon, @Nullable String label, @Nullable String inlineLabel,
			boolean interactive, JsonNode data, @Nullable String preview) implements Source {

		/**
		 * Create an entity.
		 */
		public Entity {
			data = Defaults.object(data);
		}

	}

}
