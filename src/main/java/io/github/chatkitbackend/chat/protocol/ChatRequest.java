package io.github.chatkitbackend.chat.protocol;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a client asks for: the 16 operations of the protocol.
 */
public sealed interface ChatRequest {

	/**
	 * An operation that answers with a stream of events.
	 */
	sealed interface Streaming extends ChatRequest {

	}

	/**
	 * An operation that answers with one JSON document.
	 */
	sealed interface Single extends ChatRequest {

	}

	/** Begin a thread with a message. */
	record CreateThread(@Required UserMessageInput input) implements Streaming {
	}

	/** Send a message to a thread. */
	record AddUserMessage(@Required String threadId, @Required UserMessageInput input) implements Streaming {
	}

	/** Send the output of a tool that the page ran. */
	record AddClientToolOutput(@Required String threadId, JsonNode result) implements Streaming {
	}

	/** Send the answers to questions. */
	record AddStructuredInput(@Required String threadId, @Required String itemId,
			@Required StructuredInputSubmission input) implements Streaming {
	}

	/** Answer a message anew. */
	record RetryAfterItem(@Required String threadId, @Required String itemId) implements Streaming {
	}

	/** Run an action of a widget. */
	record CustomAction(@Required String threadId, @Nullable String itemId,
			@Required Action action) implements Streaming {
	}

	/** Run an action of a widget that answers at once. */
	record SyncCustomAction(@Required String threadId, @Nullable String itemId,
			@Required Action action) implements Single {
	}

	/** Get a thread with its first items. */
	record GetThread(@Required String threadId) implements Single {
	}

	/** List the user's threads. */
	record ListThreads(@Nullable Integer limit, @Nullable Order order, @Nullable String after) implements Single {

		/**
		 * The page that is asked for.
		 * @return the page
		 */
		public PageRequest page() {
			return PageRequest.of(this.limit, this.order, this.after);
		}

	}

	/** Rename a thread. */
	record UpdateThread(@Required String threadId, @Required String title) implements Single {
	}

	/** Delete a thread. */
	record DeleteThread(@Required String threadId) implements Single {
	}

	/** List a thread's items. */
	record ListItems(@Required String threadId, @Nullable Integer limit, @Nullable Order order,
			@Nullable String after) implements Single {

		/**
		 * The page that is asked for.
		 * @return the page
		 */
		public PageRequest page() {
			return PageRequest.of(this.limit, this.order, this.after);
		}

	}

	/** Say what the user thinks of items. */
	record GiveFeedback(@Required String threadId, @Required List<String> itemIds,
			@Required Feedback kind) implements Single {
	}

	/** Announce an attachment. */
	record CreateAttachment(@Required String name, @Required Long size, @Required String mimeType) implements Single {
	}

	/** Delete an attachment. */
	record DeleteAttachment(@Required String attachmentId) implements Single {
	}

	/** Turn speech into text. */
	record Transcribe(@Required String audioBase64, @Required String mimeType) implements Single {
	}

}
