package io.github.chatkitbackend.chat.protocol;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * An entry of a thread. The set is what this version knows; an item of any other type,
 * such as one that a newer version has stored, is kept as {@link UnknownItem}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type", visible = true, defaultImpl = UnknownItem.class)
public sealed interface ThreadItem permits AssistantMessage, ClientToolCall, EndOfTurn, GeneratedImage, HiddenContext,
		SdkHiddenContext, StructuredInputItem, TaskItem, UnknownItem, UserMessage, WidgetItem, WorkflowItem {

	/**
	 * The item's id, unique within its thread.
	 * @return the id
	 */
	String id();

	/**
	 * The thread that the item belongs to.
	 * @return the id of the thread
	 */
	String threadId();

	/**
	 * When the item was created.
	 * @return the time
	 */
	Instant createdAt();

	/**
	 * Whether only the model sees the item, and clients never do.
	 * @return {@code true} for hidden context
	 */
	@JsonIgnore
	default boolean isHidden() {
		return false;
	}

}
