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
