package io.github.chatkitbackend.chat.agent;

import java.time.Instant;
import java.util.function.UnaryOperator;

import io.github.chatkitbackend.chat.protocol.ChatId;
import io.github.chatkitbackend.chat.protocol.Icon;
import io.github.chatkitbackend.chat.protocol.ThreadEvent;
import io.github.chatkitbackend.chat.protocol.ThreadItem;
import io.github.chatkitbackend.chat.protocol.ThreadMetadata;
import io.github.chatkitbackend.chat.protocol.ThreadStatus;
import io.github.chatkitbackend.chat.protocol.UserMessage;
import io.github.chatkitbackend.chat.protocol.WidgetItem;
import io.github.chatkitbackend.chat.protocol.WidgetTree;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One answer of an agent: what is asked, and the way to answer. A turn that is cancelled,
 * because the user stopped it, left, or sent something newer, throws
 * {@link TurnCancelledException} from the next method that sends, interrupts the agent's
 * thread, and closes what {@link #onCancel} registered.
 */
public interface Turn extends Conversation {

	/**
	 * What the user wrote.
	 * @return the message, or {@code null} if the turn continues after a tool's output,
	 * an answered form or an action
	 */
	@Nullable UserMessage userMessage();

	/**
	 * The {@code metadata} of the request. It comes from the browser and proves nothing.
	 * @return the object, empty if there is none
	 */
	ObjectNode requestMetadata();

	/**
	 * Send an event.
	 * @param event the event
	 * @throws TurnCancelledException if the turn was cancelled
	 * @throws IllegalStateException if the event does not fit what was sent before, such
	 * as an update of an item that is already done
	 */
	void send(ThreadEvent event);

	/**
	 * Change the thread. A change is stored and sent after the next event, or at the end.
	 * @param change makes the changed thread from the current one
	 * @throws TurnCancelledException if the turn was cancelled
	 */
	void update(UnaryOperator<ThreadMetadata> change);

	/**
	 * Report what a call of a model has cost. It is counted, and part of the line that
	 * the log has of the turn.
	 * @param usage the call
	 */
	void used(ModelUsage usage);

	/**
	 * Close something when the turn is cancelled, such as a connection that blocks the
	 * agent.
	 * @param resource what to close; closed at once if the turn is already cancelled
	 */
	void onCancel(AutoCloseable resource);

	/**
	 * Begin an answer.
	 * @return a writer, which has to be closed
	 */
	default MessageWriter message() {
		return new MessageWriter(this, ChatId.MESSAGE.next());
	}

	/**
	 * Show a widget.
	 * @param root the widget's tree
	 * @return the widget's item
	 * @throws IllegalArgumentException if it is not a widget
	 */
	default WidgetItem widget(JsonNode root) {
		return widget(root, null);
	}

	/**
	 * Show a widget.
	 * @param root the widget's tree
	 * @param copyText what the copy button puts on the clipboard
	 * @return the widget's item
	 * @throws IllegalArgumentException if it is not a widget
	 */
	default WidgetItem widget(JsonNode root, @Nullable String copyText) {
		WidgetItem item = new WidgetItem(ChatId.MESSAGE.next(), thread().id(), Instant.now(), WidgetTree.checked(root),
				copyText);
		add(item);
		return item;
	}

	/**
	 * Begin a widget that changes while it is shown.
	 * @return a writer, which has to be closed
	 */
	default WidgetWriter widget() {
		return new WidgetWriter(this, ChatId.MESSAGE.next());
	}

	/**
	 * Send a complete item.
	 * @param item the item
	 */
	default void add(ThreadItem item) {
		send(new ThreadEvent.ItemDone(item));
	}

	/**
	 * Replace a stored item.
	 * @param item the item, with the id of the stored one
	 */
	default void replace(ThreadItem item) {
		send(new ThreadEvent.ItemReplaced(item));
	}

	/**
	 * Remove an item.
	 * @param itemId its id
	 */
	default void remove(String itemId) {
		send(new ThreadEvent.ItemRemoved(itemId));
	}

	/**
	 * Show a transient line that says what the agent does.
	 * @param text the line
	 */
	default void progress(String text) {
		progress(text, null);
	}

	/**
	 * Show a transient line that says what the agent does.
	 * @param text the line
	 * @param icon its icon
	 */
	default void progress(String text, @Nullable Icon icon) {
		send(new ThreadEvent.ProgressUpdate(text, icon));
	}

	/**
	 * Show a notice.
	 * @param level how serious it is
	 * @param message Markdown
	 * @param title its title
	 */
	default void notice(ThreadEvent.Notice.Level level, String message, @Nullable String title) {
		send(new ThreadEvent.Notice(level, message, title));
	}

	/**
	 * Have the page do something.
	 * @param name name of the effect
	 * @param data free-form data
	 */
	default void effect(String name, JsonNode data) {
		send(new ThreadEvent.ClientEffect(name, data));
	}

	/**
	 * Show an error and go on. To end the turn with an error, throw an
	 * {@link AgentException}.
	 * @param message what the user reads
	 * @param allowRetry whether the client offers to try again
	 */
	default void error(String message, boolean allowRetry) {
		send(new ThreadEvent.Error(ThreadEvent.Error.CUSTOM, message, allowRetry));
	}

	/**
	 * Give the thread a title.
	 * @param title the title
	 */
	default void title(String title) {
		update((thread) -> thread.withTitle(title));
	}

	/**
	 * Lock, close or open the thread.
	 * @param status the status
	 */
	default void status(ThreadStatus status) {
		update((thread) -> thread.withStatus(status));
	}

	/**
	 * Keep private data with the thread, which clients never see.
	 * @param metadata the data
	 */
	default void metadata(ObjectNode metadata) {
		update((thread) -> thread.withMetadata(metadata));
	}

}
