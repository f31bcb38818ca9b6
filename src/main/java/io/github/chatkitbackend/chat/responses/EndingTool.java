package io.github.chatkitbackend.chat.responses;

import io.github.chatkitbackend.chat.agent.Conversation;
import io.github.chatkitbackend.chat.protocol.ThreadItem;
import io.github.chatkitbackend.chat.tool.ToolDescription;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A function that ends the turn with an item. The page or the user completes the item,
 * and another turn continues the answer.
 */
interface EndingTool {

	/**
	 * How the model knows the function.
	 */
	ToolDescription description();

	/**
	 * The variable that offers the function.
	 */
	String origin();

	/**
	 * The item that waits.
	 * @return the item, or {@code null} if the arguments do not fit
	 */
	@Nullable ThreadItem item(Conversation conversation, ToolCall call, ObjectNode arguments);

}
