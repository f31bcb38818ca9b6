package io.github.chatkitbackend.chat.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a stream tells the client.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface ThreadEvent {

	/**
	 * A thread exists.
	 *
	 * @param thread the thread
	 */
	@JsonTypeName("thread.created")
	record ThreadCreated(ChatThread thread) implements ThreadEvent {
	}

	/**
	 * A thread has another title, status or list of image domains.
	 *
	 * @param thread the thread, without items
	 */
	@JsonTypeName("thread.updated")
	record ThreadUpdated(ChatThread thread) implements ThreadEvent {
	}

	/**
	 * An item has begun. It is stored when it is done.
	 *
	 * @param item the item as it begins
	 */
	@JsonTypeName("thread.item.added")
	record ItemAdded(ThreadItem item) implements ThreadEvent {
	}

	/**
	 * An item that has begun grows.
	 *
	 * @param itemId id of the item
	 * @param update how it grows
	 */
	@JsonTypeName("thread.item.updated")
	record ItemUpdated(String itemId, ItemUpdate update) implements ThreadEvent {
	}

	/**
	 * An item is complete, and stored.
	 *
	 * @param item the complete item
	 */
	@JsonTypeName("thread.item.done")
	record ItemDone(ThreadItem item) implements ThreadEvent {
	}

	/**
	 * An item is gone.
	 *
	 * @param itemId id of the item
	 */
	@JsonTypeName("thread.item.removed")
	record ItemRemoved(String itemId) implements ThreadEvent {
	}

	/**
	 * A stored item has another content.
	 *
	 * @param item the item as it is now
	 */
	@JsonTypeName("thread.item.replaced")
	record ItemReplaced(ThreadItem item) implements ThreadEvent {
	}

	/**
	 * How the client may treat the stream.
	 *
	 * @param streamOptions the options
	 */
	@JsonTypeName("stream_options")
	record Options(StreamOptions streamOptions) implements ThreadEvent {
	}

	/**
	 * A transient line that says what the agent does.
	 *
	 * @param text the line
	 * @param icon its icon
	 */
	@JsonTypeName("progress_update")
	record ProgressUpdate(String text, @Nullable Icon icon) implements ThreadEvent {
	}

	/**
	 * Something that the page does, such as opening a panel.
	 *
	 * @param name name of the effect
	 * @param data free-form data, an object
	 */
	@JsonTypeName("client_effect")
	record ClientEffect(String name, JsonNode data) implements ThreadEvent {

		/**
		 * Create an effect.
		 */
		public ClientEffect {
			data = Defaults.object(data);
		}

	}

	/**
	 * A failure.
	 *
	 * @param code what has failed, or {@link #CUSTOM}
	 * @param message what the user reads; only with the code {@link #CUSTOM}
	 * @param allowRetry whether the client offers to try again
	 */
	@JsonTypeName("error")
	record Error(String code, @Nullable String message, boolean allowRetry) implements ThreadEvent {

		/** The code of an error that carries a message of its own. */
		public static final String CUSTOM = "custom";

		/** The code of an error that the client words. */
		public static final String STREAM_ERROR = "stream.error";

	}

	/**
	 * A notice, in Markdown.
	 *
	 * @param level how serious it is
	 * @param message the text
	 * @param title its title
	 */
	@JsonTypeName("notice")
	record Notice(Level level, String message, @Nullable String title) implements ThreadEvent {

		/**
		 * How serious a notice is.
		 */
		public enum Level {

			/** For information. */
			@JsonProperty("info")
			INFO,

			/** A warning. */
			@JsonProperty("warning")
			WARNING,

			/** A danger. */
			@JsonProperty("danger")
			DANGER

		}

	}

}
