package io.github.chatkitbackend.chat.responses;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

/**
 * The workflow that shows what the model thinks and does before it answers. Tools that
 * run at once may use it.
 */
class AnswerWorkflow {

	private final Turn turn;

	private @Nullable WorkflowItem item;

	/** The workflows that have begun in this turn. */
	private final List<String> begun = new ArrayList<>();

	/**
	 * Continue the workflow that an earlier turn has left open, if there is one.
	 * @param turn what is answered
	 * @param items the newest items of the thread, oldest first
	 */
	AnswerWorkflow(Turn turn, List<ThreadItem> items) {
		this.turn = turn;
		this.item = unfinished(items);
	}

	private static @Nullable WorkflowItem unfinished(List<ThreadItem> items) {
		List<ThreadItem> newest = items.reversed();
		if (newest.size() > 1 && newest.getFirst() instanceof ClientToolCall) {
			newest = newest.subList(1, 2);
		}
		return (!newest.isEmpty() && newest.getFirst() instanceof WorkflowItem open) ? open : null;
	}

	/**
	 * Begin to think, unless a workflow is open.
	 * @return whether this has begun a workflow
	 */
	synchronized boolean begin() {
		if (this.item != null) {
			return false;
		}
		open(Workflow.Type.REASONING, List.of());
		return true;
	}

	private void open(Workflow.Type type, List<Task> tasks) {
		this.item = new WorkflowItem(ChatId.WORKFLOW.next(), this.turn.thread().id(), Instant.now(),
				new Workflow(type, tasks, null, false));
		this.begun.add(this.item.id());
		this.turn.send(new ThreadEvent.ItemAdded(this.item));
	}

	/**
	 * The workflow that is open.
	 */
	synchronized @Nullable Workflow current() {
		return (this.item != null) ? this.item.workflow() : null;
	}

	/**
	 * Show one more task. A workflow begins with it if none is open.
	 * @return the position of the task
	 */
	synchronized int add(Task task) {
		if (this.item == null) {
			open(Workflow.Type.CUSTOM, List.of(task));
			return 0;
		}
		int index = this.item.workflow().tasks().size();
		set(index, task);
		return index;
	}

	/**
	 * Change a task, or add one at the end. Does nothing if no workflow is open.
	 */
	synchronized void set(int index, Task task) {
		if (this.item != null) {
			boolean added = index == this.item.workflow().tasks().size();
			this.item = this.item.with(this.item.workflow().with(index, task));
			this.turn.send(new ThreadEvent.ItemUpdated(this.item.id(),
					added ? new ItemUpdate.TaskAdded(index, task) : new ItemUpdate.TaskUpdated(index, task)));
		}
	}

	/**
	 * Finish the workflow, if one is open, and show how long it took.
	 */
	synchronized void close() {
		if (this.item != null) {
			Workflow open = this.item.workflow();
			Workflow.Summary summary = (open.summary() != null) ? open.summary() : duration(this.item.createdAt());
			WorkflowItem closed = this.item.with(open.finished(summary));
			this.item = null;
			this.turn.send(new ThreadEvent.ItemDone(closed));
		}
	}

	private static Workflow.Summary duration(Instant begin) {
		return Workflow.Summary.ofDuration(Math.max((int) Duration.between(begin, Instant.now()).toSeconds(), 0));
	}

	/**
	 * Forget the workflows of this turn.
	 * @return their ids
	 */
	synchronized List<String> forget() {
		this.item = null;
		return this.begun;
	}

	/**
	 * Leave an open workflow to the next turn.
	 */
	synchronized void keep() {
		if (this.item != null) {
			this.turn.save(this.item);
		}
	}

}
