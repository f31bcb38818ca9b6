package io.github.chatkitbackend.chat.server;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.github.chatkitbackend.chat.agent.AgentException;
import io.github.chatkitbackend.chat.protocol.ClientToolCall;
import io.github.chatkitbackend.chat.protocol.HiddenContext;
import io.github.chatkitbackend.chat.protocol.ProtocolJson;
import io.github.chatkitbackend.chat.protocol.ThreadEvent;
import io.github.chatkitbackend.chat.protocol.ThreadItem;
import io.github.chatkitbackend.chat.protocol.UserMessage;
import io.github.chatkitbackend.chat.store.StoreUnavailableException;
import io.github.chatkitbackend.chat.tool.StoredCall;
import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * A turn as the simple API answers it.
 */
class SimpleTurn {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private final RunningTurn turn;

	private final UserMessage message;

	private final Lookups lookups;

	private final SimpleAnswer.Text text = new SimpleAnswer.Text();

	SimpleTurn(RunningTurn turn, UserMessage message, Lookups lookups) {
		this.turn = turn;
		this.message = message;
		this.lookups = lookups;
	}

	RunningTurn running() {
		return this.turn;
	}

	/**
	 * Take an event.
	 * @return the text that it adds, as above
	 */
	String accept(ThreadEvent event) {
		return this.text.accept(event);
	}

	/**
	 * Wait for the end of the turn.
	 */
	SimpleAnswer await() throws InterruptedException {
		EventQueue queue = this.turn.queue();
		while (!queue.isAtEnd()) {
			queue.take(PATIENCE).forEach(this::accept);
		}
		return answer();
	}

	/**
	 * The answer of the turn, which has ended.
	 * @throws ApiException if it has not ended well
	 */
	SimpleAnswer answer() {
		switch (this.turn.outcome()) {
			case COMPLETED -> {
			}
			case SUPERSEDED -> throw Lookups.conflict("A newer message was sent in this conversation.");
			case SHUT_DOWN -> throw new ApiException(ErrorCode.OVERLOADED,
					"The service is stopping. Try again after the time in Retry-After.", Duration.ofSeconds(1), null);
			case TIMED_OUT -> throw failed("The answer took longer than the service allows. Send a simpler message.");
			case FAILED, CLIENT_LEFT -> throw failure();
		}
		return new SimpleAnswer(this.message.threadId(), this.text.toString(), toolCalls());
	}

	private ApiException failure() {
		return switch (this.turn.failure()) {
			case StoreUnavailableException ex -> ex;
			case AgentException ex when ex.getCause() instanceof ApiException cause -> cause;
			case AgentException ex when ex.event().message() != null -> failed(ex.event().message());
			case null, default ->
				failed("The agent could not complete its answer. The log of the service contains the reason.");
		};
	}

	private static ApiException failed(String detail) {
		return new ApiException(ErrorCode.ANSWER_FAILED, detail);
	}

	private List<SimpleAnswer.ToolCall> toolCalls() {
		return this.lookups.newerThan(this.turn.user(), this.turn.thread(), this.message.id())
			.reversed()
			.stream()
			.takeWhile((item) -> !(item instanceof UserMessage))
			.flatMap(SimpleTurn::calls)
			.toList();
	}

	private static Stream<SimpleAnswer.ToolCall> calls(ThreadItem item) {
		return switch (item) {
			case ClientToolCall call -> Stream.of(new SimpleAnswer.ToolCall(call.name(), call.arguments()));
			case HiddenContext hidden when StoredCall.isCall(hidden) ->
				Stream.of(new SimpleAnswer.ToolCall(StoredCall.name(hidden), arguments(StoredCall.arguments(hidden))));
			default -> Stream.empty();
		};
	}

	/**
	 * Models may write arguments that are no JSON.
	 */
	private static JsonNode arguments(String text) {
		try {
			return ProtocolJson.mapper().readTree(text);
		}
		catch (JacksonException ex) {
			return StringNode.valueOf(text);
		}
	}

}
