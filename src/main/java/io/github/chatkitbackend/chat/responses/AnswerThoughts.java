package io.github.chatkitbackend.chat.responses;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.github.chatkitbackend.chat.agent.Turn;
import io.github.chatkitbackend.chat.protocol.ChatId;
import io.github.chatkitbackend.chat.protocol.ClientToolCall;
import io.github.chatkitbackend.chat.protocol.ItemUpdate;
import io.github.chatkitbackend.chat.protocol.Task;
import io.github.chatkitbackend.chat.protocol.ThreadEvent;
import io.github.chatkitbackend.chat.protocol.ThreadItem;
import io.github.chatkitbackend.chat.protocol.Workflow;
import io.github.chatkitbackend.chat.protocol.WorkflowItem;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The workflow that shows what the model thinks. The first thought is shown while it
 * comes into being, later ones as a whole.
 */
class AnswerThoughts {

	private final Turn turn;

	private @Nullable WorkflowItem workflow;

	/** The thought that is shown while it comes into being. */
	private @Nullable String streamed;

	private final StringBuilder text = new StringBuilder();

	AnswerThoughts(Turn turn, List<ThreadItem> items) {
		this.turn = turn;
		this.workflow = unfinished(items);
	}

	/**
	 * The workflow that an earlier turn has left open, perhaps to call a tool.
	 */
	private static @Nullable WorkflowItem unfinished(List<ThreadItem> items) {
		List<ThreadItem> newest = items.reversed();
		if (newest.size() > 1 && newest.getFirst() instanceof ClientToolCall) {
			newest = newest.subList(1, 2);
		}
		return (!newest.isEmpty() && newest.getFirst() instanceof WorkflowItem open) ? open : null;
	}

	void begin() {
		if (this.workflow == null) {
			this.workflow = new WorkflowItem(ChatId.WORKFLOW.next(), this.turn.thread().id(), Instant.now(),
					new Workflow(Workflow.Type.REASONING, List.of(), null, false));
			this.turn.send(new ThreadEvent.ItemAdded(this.workflow));
		}
	}

	void append(JsonNode event) {
		if (this.workflow == null) {
			return;
		}
		if (isFirst(this.workflow.workflow())) {
			this.streamed = key(event);
			this.text.setLength(0);
			set(this.workflow, 0, this.text.append(event.path("delta").asString("")).toString());
		}
		else if (key(event).equals(this.streamed)) {
			set(this.workflow, 0, this.text.append(event.path("delta").asString("")).toString());
		}
	}

	void complete(JsonNode event) {
		if (this.workflow != null) {
			boolean shown = key(event).equals(this.streamed);
			set(this.workflow, shown ? 0 : this.workflow.workflow().tasks().size(), event.path("text").asString(""));
			this.streamed = shown ? null : this.streamed;
		}
	}

	private static boolean isFirst(Workflow workflow) {
		return workflow.type() == Workflow.Type.REASONING && workflow.tasks().isEmpty();
	}

	private static String key(JsonNode event) {
		return event.path("output_index").asInt(0) + "/" + event.path("summary_index").asInt(0);
	}

	private void set(WorkflowItem item, int index, String thought) {
		Task task = new Task.Thought(thought);
		boolean added = index == item.workflow().tasks().size();
		this.workflow = item.with(item.workflow().with(index, task));
		this.turn.send(new ThreadEvent.ItemUpdated(item.id(),
				added ? new ItemUpdate.TaskAdded(index, task) : new ItemUpdate.TaskUpdated(index, task)));
	}

	/**
	 * Show how long the model has thought.
	 */
	void close() {
		if (this.workflow != null) {
			Workflow open = this.workflow.workflow();
			Workflow.Summary summary = (open.summary() != null) ? open.summary() : duration(this.workflow.createdAt());
			WorkflowItem closed = this.workflow.with(new Workflow(open.type(), open.tasks(), summary, false));
			this.workflow = null;
			this.streamed = null;
			this.turn.send(new ThreadEvent.ItemDone(closed));
		}
	}

	private static Workflow.Summary duration(Instant begin) {
		return Workflow.Summary.ofDuration(Math.max((int) Duration.between(begin, Instant.now()).toSeconds(), 0));
	}

	/**
	 * Leave an open workflow to the next turn.
	 */
	void keep() {
		if (this.workflow != null) {
			this.turn.save(this.workflow);
		}
	}

}
