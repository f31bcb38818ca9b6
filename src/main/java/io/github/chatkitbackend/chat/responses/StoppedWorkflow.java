package io.github.chatkitbackend.chat.responses;

import io.github.chatkitbackend.chat.protocol.Task;
import io.github.chatkitbackend.chat.protocol.Task.StatusIndicator;
import io.github.chatkitbackend.chat.protocol.Workflow;
import io.github.chatkitbackend.chat.protocol.WorkflowItem;

/**
 * A workflow as it is kept when the user stops the answer: nothing in it is under way any
 * more, and the user and the model can see what was stopped.
 */
final class StoppedWorkflow {

	private static final Workflow.Summary SUMMARY = new Workflow.Summary("Stopped", null, null);

	private StoppedWorkflow() {
	}

	static WorkflowItem of(WorkflowItem item) {
		Workflow workflow = item.workflow();
		boolean running = workflow.tasks().stream().anyMatch(StoppedWorkflow::isRunning);
		return item.with(new Workflow(workflow.type(), workflow.tasks().stream().map(StoppedWorkflow::stopped).toList(),
				running ? SUMMARY : workflow.summary(), running));
	}

	private static boolean isRunning(Task task) {
		return task.statusIndicator() == StatusIndicator.LOADING;
	}

	private static Task stopped(Task task) {
		if (!isRunning(task)) {
			return task;
		}
		return switch (task) {
			case Task.Custom custom -> new Task.Custom(StatusIndicator.NONE, custom.title(), custom.icon(),
					(custom.content() != null) ? custom.content() : "Stopped.");
			case Task.WebSearch search -> new Task.WebSearch(StatusIndicator.NONE, search.title(), search.titleQuery(),
					search.queries(), search.sources());
			case Task.Thought thought -> new Task.Thought(StatusIndicator.NONE, thought.title(), thought.content());
			case Task.File file -> new Task.File(StatusIndicator.NONE, file.title(), file.sources());
			case Task.Image image -> new Task.Image(StatusIndicator.NONE, image.title());
		};
	}

}
