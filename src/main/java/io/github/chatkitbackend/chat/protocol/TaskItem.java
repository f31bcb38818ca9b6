package io.github.chatkitbackend.chat.protocol;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonTypeName;

/**
 * A single step that the agent took.
 *
 * @param id the item's id
 * @param threadId the thread
 * @param createdAt when it was created
 * @param task the step
 */
@JsonTypeName("task")
public record TaskItem(String id, String threadId, Instant createdAt, Task task) implements ThreadItem {
}
