package io.github.chatkitbackend.chat.responses;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.chatkitbackend.chat.agent.AgentException;
import io.github.chatkitbackend.chat.agent.Conversation;
import io.github.chatkitbackend.chat.agent.Turn;
import io.github.chatkitbackend.chat.agent.TurnCancelledException;
import io.github.chatkitbackend.chat.protocol.Action;
import io.github.chatkitbackend.chat.protocol.ChatId;
import io.github.chatkitbackend.chat.protocol.HiddenContext;
import io.github.chatkitbackend.chat.protocol.ThreadItem;
import io.github.chatkitbackend.chat.protocol.WidgetItem;
import io.github.chatkitbackend.chat.tool.ModelTool;
import io.github.chatkitbackend.chat.tool.StoredCall;
import io.github.chatkitbackend.chat.tool.ToolResult;
import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;
import io.github.chatkitbackend.identity.EndUser;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Runs the actions of widgets: each calls the tool that the settings name, and the model
 * reads what was done. The model answers actions without a tool.
 */
class WidgetActions {

	private static final Logger logger = LoggerFactory.getLogger(WidgetActions.class);

	private static final String NOTE = "The user has used an action of a widget or of the page. "
			+ "It expresses a wish of the user, like a message: ";

	private static final ToolResult FAILED = ToolResult
		.text("The function failed. Do not assume that it has had an effect.");

	private final Map<String, ActionTool> actions;

	private final ToolSets tools;

	/**
	 * Prepare to run actions.
	 * @throws UnusableToolException if this service has no tool of a name
	 */
	WidgetActions(List<ActionTool> actions, ToolSets tools) {
		this.actions = actions.stream().collect(Collectors.toMap(ActionTool::action, Function.identity()));
		this.tools = tools;
		for (ActionTool action : actions) {
			if (action.server() == null && !tools.isOwn(action.tool())) {
				throw new UnusableToolException(
						"CHATKIT_WIDGET_ACTIONS names the tool %s for %s, which this service does not have."
							.formatted(action.tool(), action.action()),
						"Correct the name. A tool of an MCP server is named server/tool, a widget as its file says.");
			}
		}
	}

	/**
	 * Run an action.
	 * @return whether the model has to answer: not if the tool has replaced the widget
	 * @throws AgentException if the action cannot be run
	 */
	boolean act(Turn turn, Action action, @Nullable WidgetItem sender) throws InterruptedException {
		ActionTool target = this.actions.get(action.type());
		if (target == null) {
			turn.save(note(turn, action, sender));
			return true;
		}
		ModelTool function = find(turn.user(), target);
		if (function == null) {
			throw AgentException.withMessage("This action is not available at the moment.", false);
		}
		if (!hasArguments(action)) {
			throw AgentException.withMessage("The payload of this action must be an object.", false);
		}
		turn.save(note(turn, action, sender));
		ToolResult result = run(function, arguments(action), turn);
		turn.save(call(turn, function, action, (result != null) ? result : FAILED));
		return (result == null) || !show(result, turn, sender);
	}

	private static boolean show(ToolResult result, Turn turn, @Nullable WidgetItem sender) {
		List<ToolResult.Widget> widgets = result.widgets();
		WidgetItem replaced = replaced(result, sender);
		if (replaced != null) {
			turn.replace(replaced);
		}
		widgets.stream()
			.skip((replaced != null) ? 1 : 0)
			.forEach((widget) -> turn.widget(widget.tree(), widget.copyText()));
		return replaced != null;
	}

	/**
	 * Run an action whose sender waits.
	 * @return the item as the client shows it from now on, or {@code null}
	 * @throws ApiException if the action cannot be run
	 */
	@Nullable ThreadItem actNow(Conversation conversation, Action action, @Nullable WidgetItem sender)
			throws InterruptedException {
		ActionTool target = this.actions.get(action.type());
		if (target == null) {
			throw new ApiException(ErrorCode.UNSUPPORTED_OPERATION,
					"This service has no tool for this action, so it cannot run it at once.");
		}
		if (!hasArguments(action)) {
			throw new ApiException(ErrorCode.INVALID_REQUEST, "The payload of this action must be an object.");
		}
		ModelTool function = find(conversation.user(), target);
		DirectTurn turn = new DirectTurn(conversation, sender);
		ToolResult result = (function != null) ? run(function, arguments(action), turn) : null;
		if (function == null || result == null) {
			throw new ApiException(ErrorCode.ANSWER_FAILED, "The action failed.");
		}
		conversation.save(note(conversation, action, sender));
		conversation.save(call(conversation, function, action, result));
		WidgetItem replaced = replaced(result, sender);
		if (replaced != null) {
			turn.replace(replaced);
		}
		return turn.updated();
	}

	private static @Nullable WidgetItem replaced(ToolResult result, @Nullable WidgetItem sender) {
		return (sender != null && !result.widgets().isEmpty()) ? new WidgetItem(sender.id(), sender.threadId(),
				sender.createdAt(), result.widgets().getFirst().tree(), result.widgets().getFirst().copyText()) : null;
	}

	private @Nullable ModelTool find(EndUser user, ActionTool target) {
		return this.tools.of(user)
			.functions()
			.values()
			.stream()
			.filter((function) -> function.reference().equals(target.reference()))
			.findFirst()
			.orElse(null);
	}

	/**
	 * Run a tool.
	 * @return its result, or {@code null} if it has failed
	 */
	private static @Nullable ToolResult run(ModelTool function, ObjectNode arguments, Turn turn)
			throws InterruptedException {
		try {
			return function.call(arguments, turn);
		}
		catch (AgentException | TurnCancelledException | InterruptedException ex) {
			throw ex;
		}
		catch (Exception | LinkageError | StackOverflowError ex) {
			logger.warn("The tool {} failed", function.reference(), ex);
			return null;
		}
	}

	private static boolean hasArguments(Action action) {
		JsonNode payload = action.payload();
		return payload == null || payload.isNull() || payload.isObject();
	}

	private static ObjectNode arguments(Action action) {
		return (action.payload() instanceof ObjectNode payload) ? payload : JsonNodeFactory.instance.objectNode();
	}

	/**
	 * What the model reads of an action. What the browser sent cannot end the text.
	 */
	private static HiddenContext note(Conversation conversation, Action action, @Nullable WidgetItem sender) {
		ObjectNode used = JsonNodeFactory.instance.objectNode().put("action", action.type());
		JsonNode payload = action.payload();
		if (payload != null) {
			used.set("payload", payload);
		}
		if (sender != null) {
			used.put("widget_id", sender.id());
		}
		String text = NOTE + used.toString().replace("<", "\\u003c");
		return new HiddenContext(ChatId.MESSAGE.next(), conversation.thread().id(), Instant.now(),
				JsonNodeFactory.instance.stringNode(text));
	}

	private static HiddenContext call(Conversation conversation, ModelTool function, Action action, ToolResult result) {
		return StoredCall.of(conversation, "call_" + UUID.randomUUID().toString().replace("-", ""),
				function.description().name(), arguments(action).toString(), ToolOutput.of(result));
	}

}
