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

	/**
	 * Begin a thread with a message.
	 *
	 * @param input the message
	 */
	record CreateThread(@Required UserMessageInput input) implements Streaming {
	}

	/**
	 * Send a message to a thread.
	 *
	 * @param threadId the thread's id
	 * @param input the message
	 */
	record AddUserMessage(@Required String threadId, @Required UserMessageInput input) implements Streaming {
	}

	/**
	 * Send the output of a tool that the page ran.
	 *
	 * @param threadId the thread's id
	 * @param result the output, free-form
	 */
	record AddClientToolOutput(@Required String threadId, JsonNode result) implements Streaming {
	}

	/**
	 * Send the answers to questions.
	 *
	 * @param threadId the thread's id
	 * @param itemId id of the item with the questions
	 * @param input the answers
	 */
	record AddStructuredInput(@Required String threadId, @Required String itemId,
			@Required StructuredInputSubmission input) implements Streaming {
	}

	/**
	 * Answer a message anew.
	 *
	 * @param threadId the thread's id
	 * @param itemId id of the message to answer anew
	 */
	record RetryAfterItem(@Required String threadId, @Required String itemId) implements Streaming {
	}

	/**
	 * Run an action of a widget.
	 *
	 * @param threadId the thread's id
	 * @param itemId id of the widget, or {@code null} if the page has sent the action
	 * @param action the action
	 */
	record CustomAction(@Required String threadId, @Nullable String itemId,
			@Required Action action) implements Streaming {
	}

	/**
	 * Run an action of a widget that answers at once.
	 *
	 * @param threadId the thread's id
	 * @param itemId id of the widget, or {@code null} if the page has sent the action
	 * @param action the action
	 */
	record SyncCustomAction(@Required String threadId, @Nullable String itemId,
			@Required Action action) implements Single {
	}

	/**
	 * Get a thread with its first items.
	 *
	 * @param threadId the thread's id
	 */
	record GetThread(@Required String threadId) implements Single {
	}

	/**
	 * List the user's threads.
	 *
	 * @param limit most elements
	 * @param order the order
	 * @param after cursor of the page before
	 */
	record ListThreads(@Nullable Integer limit, @Nullable Order order, @Nullable String after) implements Single {

		/**
		 * The page that is asked for.
		 * @return the page
		 */
		public PageRequest page() {
			return PageRequest.of(this.limit, this.order, this.after);
		}

	}

	/**
	 * Rename a thread.
	 *
	 * @param threadId the thread's id
	 * @param title the new title
	 */
	record UpdateThread(@Required String threadId, @Required String title) implements Single {
	}

	/**
	 * Delete a thread.
	 *
	 * @param threadId the thread's id
	 */
	record DeleteThread(@Required String threadId) implements Single {
	}

	/**
	 * List a thread's items.
	 *
	 * @param threadId the thread's id
	 * @param limit most elements
	 * @param order the order
	 * @param after cursor of the page before
	 */
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

	/**
	 * Say what the user thinks of items.
	 *
	 * @param threadId the thread's id
	 * @param itemIds ids of the items
	 * @param kind what the user thinks
	 */
	record GiveFeedback(@Required String threadId, @Required List<String> itemIds,
			@Required Feedback kind) implements Single {
	}

	/**
	 * Announce an attachment.
	 *
	 * @param name the file's name
	 * @param size its size in bytes
	 * @param mimeType its type
	 */
	record CreateAttachment(@Required String name, @Required Long size, @Required String mimeType) implements Single {
	}

	/**
	 * Delete an attachment.
	 *
	 * @param attachmentId the attachment's id
	 */
	record DeleteAttachment(@Required String attachmentId) implements Single {
	}

	/**
	 * Turn speech into text.
	 *
	 * @param audioBase64 the recording
	 * @param mimeType its type
	 */
	record Transcribe(@Required String audioBase64, @Required String mimeType) implements Single {
	}

}
