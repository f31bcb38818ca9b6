package io.github.chatkitbackend.chat.server;

import java.time.Instant;
import java.util.List;

import io.github.chatkitbackend.chat.agent.Agent;
import io.github.chatkitbackend.chat.protocol.ChatId;
import io.github.chatkitbackend.chat.protocol.ChatRequest;
import io.github.chatkitbackend.chat.protocol.ClientToolCall;
import io.github.chatkitbackend.chat.protocol.InvalidRequestException;
import io.github.chatkitbackend.chat.protocol.StructuredInputItem;
import io.github.chatkitbackend.chat.protocol.ThreadEvent;
import io.github.chatkitbackend.chat.protocol.ThreadItem;
import io.github.chatkitbackend.chat.protocol.ThreadMetadata;
import io.github.chatkitbackend.chat.protocol.UserMessage;
import io.github.chatkitbackend.chat.protocol.UserMessageInput;
import io.github.chatkitbackend.chat.protocol.WidgetItem;
import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;
import io.github.chatkitbackend.identity.EndUser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns the six streaming operations into the beginning of a turn. Everything that can
 * fail is looked up here, before the response begins.
 */
class TurnRequests {

	private final Lookups lookups;

	private final Agent agent;

	TurnRequests(Lookups lookups, Agent agent) {
		this.lookups = lookups;
		this.agent = agent;
	}

	TurnStart prepare(EndUser user, ChatRequest.Streaming operation, ObjectNode metadata) {
		TurnStart.Builder start = TurnStart.of(user, metadata);
		return switch (operation) {
			case ChatRequest.CreateThread create -> create(start, create.input());
			case ChatRequest.AddUserMessage add -> add(start, this.lookups.thread(user, add.threadId()), add.input());
			case ChatRequest.AddClientToolOutput output ->
				completeCall(start, this.lookups.thread(user, output.threadId()), output.result());
			case ChatRequest.AddStructuredInput input ->
				answer(start, this.lookups.thread(user, input.threadId()), input);
			case ChatRequest.RetryAfterItem retry ->
				retry(start, this.lookups.thread(user, retry.threadId()), retry.itemId());
			case ChatRequest.CustomAction action -> act(start, this.lookups.thread(user, action.threadId()), action);
		};
	}

	private TurnStart create(TurnStart.Builder start, UserMessageInput input) {
		ThreadMetadata thread = new ThreadMetadata(ChatId.THREAD.next(), Instant.now());
		return add(start.createThread(thread), thread, input);
	}

	private TurnStart add(TurnStart.Builder start, ThreadMetadata thread, UserMessageInput input) {
		UserMessage message = new UserMessage(ChatId.MESSAGE.next(), thread.id(), Instant.now(), input.content(),
				this.lookups.attachments(start.user(), thread, input), input.quotedText(), input.inferenceOptions());
		check(start.user(), message);
		return start.message(message)
			.write((writer) -> writer.saveItem(message))
			.write((writer) -> message.attachments().forEach((file) -> writer.sendAttachment(file.id())))
			.tell(new ThreadEvent.ItemDone(message))
			.run(thread, this.agent::respond);
	}

	private void check(EndUser user, UserMessage message) {
		try {
			this.agent.check(user, message);
		}
		catch (InvalidRequestException ex) {
			throw new ApiException(ErrorCode.INVALID_REQUEST, String.valueOf(ex.getMessage()));
		}
	}

	private TurnStart completeCall(TurnStart.Builder start, ThreadMetadata thread, JsonNode result) {
		List<ClientToolCall> pending = this.lookups.pendingCalls(start.user(), thread);
		if (pending.isEmpty()) {
			throw Lookups.conflict("This thread has no tool call that waits for an output.");
		}
		return start.write((writer) -> {
			writer.saveItem(pending.getFirst().completed(result));
			pending.stream().skip(1).forEach((call) -> writer.deleteItem(call.id()));
		}).run(thread, this.agent::respond);
	}

	private TurnStart answer(TurnStart.Builder start, ThreadMetadata thread, ChatRequest.AddStructuredInput input) {
		if (!(this.lookups.item(start.user(), thread, input.itemId()) instanceof StructuredInputItem item)
				|| item.status() != StructuredInputItem.Status.PENDING) {
			throw Lookups.conflict("This item is not a question that waits for an answer.");
		}
		StructuredInputItem answered = input.input().answer(item);
		return start.write((writer) -> writer.saveItem(answered)).run(thread, (turn) -> {
			turn.replace(answered);
			this.agent.respond(turn);
		});
	}

	private TurnStart retry(TurnStart.Builder start, ThreadMetadata thread, String itemId) {
		if (!(this.lookups.item(start.user(), thread, itemId) instanceof UserMessage message)) {
			throw Lookups.conflict("Only a user message can be answered again.");
		}
		List<ThreadItem> newer = this.lookups.newerThan(start.user(), thread, itemId);
		return start.message(message)
			.write((writer) -> newer.forEach((item) -> writer.deleteItem(item.id())))
			.run(thread, this.agent::respond);
	}

	private TurnStart act(TurnStart.Builder start, ThreadMetadata thread, ChatRequest.CustomAction request) {
		WidgetItem sender = this.lookups.sender(start.user(), thread, request.itemId());
		return start.run(thread, (turn) -> this.agent.act(turn, request.action(), sender));
	}

}
