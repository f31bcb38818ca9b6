package io.github.chatkitbackend.chat.protocol;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Steps that the agent took, shown as a list that can be expanded.
 *
 * @param type whether the model reasoned or the agent worked
 * @param tasks the steps
 * @param summary what is shown when the list is collapsed
 * @param expanded whether the list is expanded
 */
public record Workflow(Type type, List<Task> tasks, @Nullable Summary summary, boolean expanded) {

	/**
	 * Create a workflow.
	 */
	public Workflow {
		tasks = Defaults.list(tasks);
	}

	/**
	 * The same workflow with one more task.
	 * @param index position of the task; a task at this position is replaced
	 * @param task the task
	 * @return the workflow
	 */
	public Workflow with(int index, Task task) {
		List<Task> changed = new ArrayList<>(this.tasks);
		if (index < changed.size()) {
			changed.set(index, task);
		}
		else {
			changed.add(task);
		}
		return new Workflow(this.type, changed, this.summary, this.expanded);
	}

	/**
	 * The same workflow at its end: collapsed, and with no task under way.
	 * @param summary what it shows from now on
	 * @return the workflow
	 */
	public Workflow finished(Summary summary) {
		return new Workflow(this.type, this.tasks.stream().map(Task::finished).toList(), summary, false);
	}

	/**
	 * What a workflow shows.
	 */
	public enum Type {

		/** Steps of the application. */
		@JsonProperty("custom")
		CUSTOM,

		/** Thoughts of the model. */
		@JsonProperty("reasoning")
		REASONING

	}

	/**
	 * What a collapsed workflow shows: a title, or how long it took.
	 *
	 * @param title the title
	 * @param icon the title's icon
	 * @param duration how long it took, in whole seconds
	 */
	public record Summary(@Nullable String title, @Nullable Icon icon, @Nullable Integer duration) {

		/**
		 * A summary that shows how long a workflow took.
		 * @param seconds whole seconds
		 * @return the summary
		 */
		public static Summary ofDuration(int seconds) {
			return new Summary(null, null, seconds);
		}

	}

}
