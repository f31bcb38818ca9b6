package io.github.chatkitbackend.chat.agent;

import java.util.List;

import io.github.chatkitbackend.chat.protocol.Action;
import io.github.chatkitbackend.chat.protocol.Feedback;
import io.github.chatkitbackend.chat.protocol.InvalidRequestException;
import io.github.chatkitbackend.chat.protocol.StreamOptions;
import io.github.chatkitbackend.chat.protocol.ThreadItem;
import io.github.chatkitbackend.chat.protocol.UserMessage;
import io.github.chatkitbackend.chat.protocol.WidgetItem;
import io.github.chatkitbackend.identity.EndUser;
import org.jspecify.annotations.Nullable;

/**
 * Answers the messages of a thread. Every method runs on a virtual thread of its own and
 * may block. Whatever it sends through its {@link Turn} reaches the client at once, and
 * complete items are stored before they are sent.
 */
public interface Agent {

	/**
	 * Answer a user. The turn ends when this method returns. An exception ends it with an
	 * {@code error} event: an {@link AgentException} says what the client gets, for any
	 * other one the client offers to try again.
	 * @param turn what is asked, and the way to answer
	 * @throws Exception if the agent cannot answer
	 */
	void respond(Turn turn) throws Exception;

	/**
	 * Check a message of a user before anything is stored of it, such as the model and
	 * the tool that the user has chosen.
	 * @param user who has written it
	 * @param message the message
	 * @throws InvalidRequestException if the agent cannot answer it; its message goes to
	 * the caller
	 */
	default void check(EndUser user, UserMessage message) {
	}

	/**
	 * Run an action of a widget, or of the page.
	 * @param turn the way to answer; it has no user message
	 * @param action the action
	 * @param sender the widget that the action comes from, or {@code null}
	 * @throws Exception if the action fails
	 */
	default void act(Turn turn, Action action, @Nullable WidgetItem sender) throws Exception {
		throw new UnsupportedOperationException("This agent takes no actions");
	}

	/**
	 * Run an action that answers at once, beside a turn that may be under way. The agent
	 * saves what it changes by {@link Conversation#save(ThreadItem)}.
	 * @param conversation the thread
	 * @param action the action
	 * @param sender the widget that the action comes from, or {@code null}
	 * @return the item as the client shows it from now on, or {@code null}
	 * @throws Exception if the action fails
	 */
	default @Nullable ThreadItem actNow(Conversation conversation, Action action, @Nullable WidgetItem sender)
			throws Exception {
		throw new UnsupportedOperationException("This agent takes no actions with streaming: false");
	}

	/**
	 * Note what a user thinks of items.
	 * @param conversation the thread
	 * @param itemIds the items, which need not exist
	 * @param feedback what the user thinks
	 * @throws Exception if the feedback cannot be taken
	 */
	default void feedback(Conversation conversation, List<String> itemIds, Feedback feedback) throws Exception {
	}

	/**
	 * Whether the agent turns speech into text.
	 * @return {@code true} if {@link #transcribe} is implemented
	 */
	default boolean canTranscribe() {
		return false;
	}

	/**
	 * Turn speech into text.
	 * @param user the end user
	 * @param audio the speech
	 * @return the text
	 * @throws Exception if the speech cannot be turned into text
	 */
	default String transcribe(EndUser user, Audio audio) throws Exception {
		throw new UnsupportedOperationException("This agent does not transcribe");
	}

	/**
	 * The models that users may choose among in {@code inference_options.model}.
	 * @return the names, the default first; empty if there is no choice
	 */
	default List<String> models() {
		return List.of();
	}

	/**
	 * How clients may treat the stream of a turn.
	 * @param conversation the thread
	 * @return the options; by default the client shows a stop button
	 */
	default StreamOptions streamOptions(Conversation conversation) {
		return new StreamOptions(true);
	}

	/**
	 * Decide what is kept of a turn that was cancelled. By default these are the answers
	 * that contain text, and a hidden note that tells the model not to continue them.
	 * Widgets that are not complete are dropped, because what is missing may be what they
	 * are for.
	 * @param conversation the thread
	 * @param pending items that were added and not done, as the client saw them last
	 * @return items to store, in order
	 */
	default List<ThreadItem> keepOnCancel(Conversation conversation, List<ThreadItem> pending) {
		return CancelledTurn.keep(conversation, pending);
	}

}
