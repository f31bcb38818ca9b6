package io.github.chatkitbackend.chat.responses;

import io.github.chatkitbackend.chat.protocol.Task;
import io.github.chatkitbackend.chat.protocol.Workflow;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Shows what the model thinks. The first thought of a workflow is shown while it comes
 * into being, later ones as a whole.
 */
class AnswerThoughts {

	private final AnswerWorkflow workflow;

	/** The thought that is shown while it comes into being. */
	private @Nullable String streamed;

	private final StringBuilder text = new StringBuilder();

	AnswerThoughts(AnswerWorkflow workflow) {
		this.workflow = workflow;
	}

	void begin() {
		if (this.workflow.begin()) {
			this.streamed = null;
		}
	}

	void append(JsonNode event) {
		Workflow open = this.workflow.current();
		if (open == null) {
			return;
		}
		if (open.type() == Workflow.Type.REASONING && open.tasks().isEmpty()) {
			this.streamed = key(event);
			this.text.setLength(0);
		}
		if (key(event).equals(this.streamed)) {
			this.workflow.set(0, new Task.Thought(this.text.append(event.path("delta").asString("")).toString()));
		}
	}

	void complete(JsonNode event) {
		Workflow open = this.workflow.current();
		if (open != null) {
			boolean shown = key(event).equals(this.streamed);
			this.workflow.set(shown ? 0 : open.tasks().size(), new Task.Thought(event.path("text").asString("")));
			this.streamed = shown ? null : this.streamed;
		}
	}

	private static String key(JsonNode event) {
		return event.path("output_index").asInt(0) + "/" + event.path("summary_index").asInt(0);
	}

}
