package io.github.chatkitbackend.chat.protocol;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonTypeName;

/**
 * Steps that the agent took.
 *
 * @param id the item's id
 * @param threadId the thread
 * @param createdAt when it was created
 * @param workflow the steps
 */
@JsonTypeName("workflow")
public record WorkflowItem(String id, String threadId, Instant createdAt, Workflow workflow) implements ThreadItem {

	/**
	 * The same item with other steps.
	 * @param workflow the steps
	 * @return the item
	 */
	public WorkflowItem with(Workflow workflow) {
		return new WorkflowItem(this.id, this.threadId, this.createdAt, workflow);
	}

}
