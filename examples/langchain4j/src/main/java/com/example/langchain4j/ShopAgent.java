package com.example.langchain4j;

import java.util.concurrent.CompletableFuture;

import dev.langchain4j.memory.ChatMemory;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.SystemMessage;
import dev.langchain4j.service.TokenStream;
import io.github.chatkitbackend.chat.agent.Agent;
import io.github.chatkitbackend.chat.agent.MessageWriter;
import io.github.chatkitbackend.chat.agent.Turn;
import io.github.chatkitbackend.chat.protocol.AssistantMessage;
import io.github.chatkitbackend.chat.protocol.ThreadItem;
import io.github.chatkitbackend.chat.protocol.UserMessage;

import org.springframework.stereotype.Component;

/**
 * Answers with a chat model of LangChain4j, which may look at the user's orders.
 */
@Component
class ShopAgent implements Agent {

	private static final int HISTORY = 40;

	private final StreamingChatModel model;

	ShopAgent(StreamingChatModel model) {
		this.model = model;
	}

	@Override
	public void respond(Turn turn) throws Exception {
		UserMessage message = turn.userMessage();
		if (message == null) {
			return;
		}
		CompletableFuture<ChatResponse> response = new CompletableFuture<>();
		try (MessageWriter answer = turn.message()) {
			assistant(turn, message).answer(message.text())
				.beforeToolExecution((call) -> turn.progress("Looking at " + call.request().name()))
				.onPartialResponseWithContext((part, context) -> append(part, context, answer))
				.onCompleteResponse(response::complete)
				.onError(response::completeExceptionally)
				.start();
			response.get();
		}
	}

	/**
	 * A turn that was cancelled refuses more text, and the model's stream is closed.
	 */
	private static void append(PartialResponse part, PartialResponseContext context, MessageWriter answer) {
		try {
			answer.append(part.text());
		}
		catch (RuntimeException ex) {
			context.streamingHandle().cancel();
			throw ex;
		}
	}

	private Assistant assistant(Turn turn, UserMessage message) {
		return AiServices.builder(Assistant.class)
			.streamingChatModel(this.model)
			.tools(new Orders(turn.user().id().value()))
			.chatMemory(memory(turn, message))
			.build();
	}

	/**
	 * What the thread contains before the message.
	 */
	private static ChatMemory memory(Turn turn, UserMessage message) {
		ChatMemory memory = MessageWindowChatMemory.withMaxMessages(HISTORY);
		for (ThreadItem item : turn.newestItems(HISTORY)) {
			switch (item) {
				case UserMessage earlier when !earlier.id().equals(message.id()) ->
					memory.add(dev.langchain4j.data.message.UserMessage.from(earlier.text()));
				case AssistantMessage earlier -> memory.add(dev.langchain4j.data.message.AiMessage.from(earlier.text()));
				default -> {
				}
			}
		}
		return memory;
	}

	/**
	 * What LangChain4j implements.
	 */
	interface Assistant {

		@SystemMessage("You help the customers of a toy shop.")
		TokenStream answer(String message);

	}

}
