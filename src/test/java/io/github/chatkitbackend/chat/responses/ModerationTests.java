package io.github.chatkitbackend.chat.responses;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.chat.agent.AgentException;
import io.github.chatkitbackend.chat.protocol.ThreadEvent;
import io.github.chatkitbackend.chat.protocol.ThreadItem;
import io.github.chatkitbackend.chat.protocol.UserMessage;
import io.github.chatkitbackend.openai.ModelAnswer;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import io.github.chatkitbackend.openai.Operation;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/**
 * Messages that OpenAI finds inappropriate.
 */
@ChatKitTest(beans = TestTools.class, settings = { "CHATKIT_MODEL=gpt-5.5", "CHATKIT_MODERATION=true" })
class ModerationTests {

	private final OpenAIStandIn openai;

	private final ResponsesAgent agent;

	private final RecordingTurn turn = RecordingTurn.of("to be blocked");

	ModerationTests(OpenAIStandIn openai, Backend backend) {
		this.openai = openai;
		this.agent = backend.bean(ResponsesAgent.class);
	}

	@Test
	void theAnswerIsStoppedWhileItIsWritten() throws Exception {
		CountDownLatch shown = new CountDownLatch(1);
		this.openai.holdModeration(shown);
		this.openai.responses().stream(ModelAnswer.of("word ".repeat(5_000).split("(?<= )")));
		this.openai.responses().pace(Duration.ofMillis(5));
		Thread answering = Thread.startVirtualThread(() -> this.agent.respond(this.turn));
		await().until(() -> this.turn.json().toString().contains("word"));
		shown.countDown();
		answering.join();
		assertThat(this.turn.events()).last().isInstanceOf(ThreadEvent.Notice.class);
		assertThat(this.turn.events()).noneMatch(ThreadEvent.ItemDone.class::isInstance)
			.anyMatch(ThreadEvent.ItemRemoved.class::isInstance);
		await().until(() -> this.openai.responses().left() == 1);
	}

	@Test
	void nothingOfTheAnswerIsLeft() {
		this.openai.responses()
			.stream(ModelAnswer.begin().reasoning("Hm").text("Hello").functionCall("echo", "{}").image("QUJD", "QUJD"));
		this.agent.respond(this.turn);
		assertThat(left()).isEmpty();
		assertThat(this.turn.events()).last().isInstanceOf(ThreadEvent.Notice.class);
		assertThat(this.openai.calls(Operation.CREATE_RESPONSE).requests()).hasSize(1);
	}

	@Test
	void theModelNeverReadsTheMessage() {
		this.agent.respond(this.turn);
		List<ThreadItem> items = new ArrayList<>(List.of(this.turn.userMessage()));
		items.addAll(this.turn.saved());
		items.add(RecordingTurn.question("Answer my last message"));
		RecordingTurn next = new RecordingTurn(items.stream().map(ModerationTests::renamed).toArray(ThreadItem[]::new));
		next.title("A title");
		this.agent.respond(next);
		assertThat(this.openai.calls(Operation.CREATE_RESPONSE).lastBody().path("input").findValuesAsString("text"))
			.containsExactly("Answer my last message");
	}

	/**
	 * The second question has an id of its own.
	 */
	private static ThreadItem renamed(ThreadItem item) {
		return (item instanceof UserMessage message && message.text().startsWith("Answer"))
				? new UserMessage("msg_second", message.threadId(), message.createdAt(), message.content(), List.of(),
						null, message.inferenceOptions())
				: item;
	}

	@Test
	void whatCannotBeCheckedIsNotAnswered() {
		this.openai.calls(Operation.CREATE_MODERATION).answerAlways(OpenAIStandIn.error(400, null, "no").build());
		AgentException error = catchThrowableOfType(AgentException.class, () -> this.agent.respond(this.turn));
		assertThat(error.event().code()).isEqualTo("stream.error");
		assertThat(left()).isEmpty();
		assertThat(this.turn.events()).noneMatch(ThreadEvent.Notice.class::isInstance);
	}

	@Test
	void onlyMessagesAreChecked() {
		this.agent.respond(new RecordingTurn());
		assertThat(this.openai.calls(Operation.CREATE_MODERATION).requests()).isEmpty();
	}

	/**
	 * The items that were shown and not removed.
	 */
	private List<String> left() {
		List<String> left = new ArrayList<>();
		for (ThreadEvent event : this.turn.events()) {
			switch (event) {
				case ThreadEvent.ItemAdded item -> left.add(item.item().id());
				case ThreadEvent.ItemRemoved item -> left.remove(item.itemId());
				default -> {
				}
			}
		}
		return left;
	}

}
