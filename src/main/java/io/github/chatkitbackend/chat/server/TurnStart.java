package io.github.chatkitbackend.chat.server;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.github.chatkitbackend.chat.agent.Turn;
import io.github.chatkitbackend.chat.protocol.ChatThread;
import io.github.chatkitbackend.chat.protocol.ThreadEvent;
import io.github.chatkitbackend.chat.protocol.ThreadMetadata;
import io.github.chatkitbackend.chat.protocol.UserMessage;
import io.github.chatkitbackend.chat.store.ThreadWriter;
import io.github.chatkitbackend.identity.EndUser;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A turn that is ready to begin: every lookup that can fail is done, and nothing is
 * stored yet.
 *
 * @param user the end user
 * @param thread the thread as it will be when the turn begins
 * @param createsThread whether the turn creates it
 * @param message what the user wrote, if the turn begins with a message
 * @param requestMetadata the {@code metadata} of the request
 * @param writes what is stored before the response begins
 * @param events what the client is told before the stream options
 * @param work what the agent does
 */
record TurnStart(EndUser user, ThreadMetadata thread, boolean createsThread, @Nullable UserMessage message,
		ObjectNode requestMetadata, Consumer<ThreadWriter> writes, List<ThreadEvent> events, AgentWork work) {

	/**
	 * What a new thread contains.
	 * @return its only item, or {@code null} if the thread is not new
	 */
	@Nullable UserMessage onlyItem() {
		return this.createsThread ? this.message : null;
	}

	static Builder of(EndUser user, ObjectNode requestMetadata) {
		return new Builder(user, requestMetadata);
	}

	/**
	 * What the agent does in a turn.
	 */
	interface AgentWork {

		/**
		 * Do it.
		 * @param turn the way to answer
		 * @throws Exception if the agent fails
		 */
		void run(Turn turn) throws Exception;

	}

	/**
	 * Collects how a turn begins.
	 */
	static final class Builder {

		private final EndUser user;

		private final ObjectNode requestMetadata;

		private final List<Consumer<ThreadWriter>> writes = new ArrayList<>();

		private final List<ThreadEvent> events = new ArrayList<>();

		private @Nullable UserMessage message;

		private boolean createsThread;

		private Builder(EndUser user, ObjectNode requestMetadata) {
			this.user = user;
			this.requestMetadata = requestMetadata;
		}

		EndUser user() {
			return this.user;
		}

		Builder message(UserMessage message) {
			this.message = message;
			return this;
		}

		Builder createThread(ThreadMetadata thread) {
			this.createsThread = true;
			return write((writer) -> writer.saveThread(thread))
				.tell(new ThreadEvent.ThreadCreated(ChatThread.of(thread)));
		}

		Builder write(Consumer<ThreadWriter> write) {
			this.writes.add(write);
			return this;
		}

		Builder tell(ThreadEvent event) {
			this.events.add(event);
			return this;
		}

		TurnStart run(ThreadMetadata thread, AgentWork work) {
			return new TurnStart(this.user, thread, this.createsThread, this.message, this.requestMetadata,
					(writer) -> this.writes.forEach((write) -> write.accept(writer)), List.copyOf(this.events), work);
		}

	}

}
