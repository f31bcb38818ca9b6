package io.github.chatkitbackend.chat.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.openai.ModelAnswer;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import io.github.chatkitbackend.openai.Operation;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Clients that close their connection at each event of an answer.
 */
@FaultyClientsTest
class LeavingClientTests {

	/** The client gets one event for each of these. */
	private static final List<String> MODEL_EVENTS = List.of("""
			{"type": "response.output_item.added", "output_index": 0, "item": {"id": "msg_1", "type": "message",
			 "role": "assistant", "status": "in_progress", "content": []}}""", """
			{"type": "response.content_part.added", "item_id": "msg_1", "output_index": 0, "content_index": 0,
			 "part": {"type": "output_text", "text": "", "annotations": []}}""", """
			{"type": "response.output_text.delta", "item_id": "msg_1", "output_index": 0, "content_index": 0,
			 "delta": "Half"}""", """
			{"type": "response.output_text.delta", "item_id": "msg_1", "output_index": 0, "content_index": 0,
			 "delta": " a sentence"}""", """
			{"type": "response.output_text.done", "item_id": "msg_1", "output_index": 0, "content_index": 0,
			 "text": "Half a sentence"}""", """
			{"type": "response.output_item.done", "output_index": 0, "item": {"id": "msg_1", "type": "message",
			 "role": "assistant", "status": "completed", "content": [
			  {"type": "output_text", "text": "Half a sentence", "annotations": []}]}}""");

	/** The thread, the user's message and the options. */
	private static final int EVENTS_BEFORE_THE_ANSWER = 3;

	private static final int EVENTS = EVENTS_BEFORE_THE_ANSWER + MODEL_EVENTS.size();

	private final Backend backend;

	private final OpenAIStandIn openai;

	LeavingClientTests(Backend backend, OpenAIStandIn openai) {
		this.backend = backend;
		this.openai = openai;
	}

	@Test
	void keepWhatTheySawWhereverTheyLeave() {
		List<ChatUser> users = new ArrayList<>();
		for (int seen = 0; seen <= EVENTS; seen++) {
			ChatUser user = new ChatUser(this.backend, "leaves after " + seen);
			leave(user, seen);
			users.add(user);
		}
		await().atMost(Duration.ofSeconds(20)).until(() -> this.openai.responses().left() == users.size());
		await().until(() -> this.backend.bean(Turns.class).count() == 0);
		for (int seen = 0; seen <= EVENTS; seen++) {
			ChatUser user = users.get(seen);
			assertThat(user.stored(user.threads().getFirst())).as(user.name())
				.containsExactlyElementsOf(expected(seen));
		}
	}

	private void leave(ChatUser user, int seen) {
		int calls = this.openai.calls(Operation.CREATE_RESPONSE).requests().size();
		this.openai.responses().stream(answer(seen - EVENTS_BEFORE_THE_ANSWER));
		try (ChatStream stream = user.open(ChatUser.create("hello"))) {
			stream.readEvents(seen);
			await().until(() -> this.openai.calls(Operation.CREATE_RESPONSE).requests().size() == calls + 1);
		}
	}

	private static ModelAnswer answer(int events) {
		ModelAnswer answer = ModelAnswer.begin();
		MODEL_EVENTS.stream().limit(Math.max(events, 0)).forEach(answer::event);
		return answer.hang();
	}

	private static List<String> expected(int seen) {
		return switch (seen - EVENTS_BEFORE_THE_ANSWER) {
			case 3 -> List.of("hello", "Half", ChatUser.STOPPED);
			case 4, 5, 6 -> List.of("hello", "Half a sentence", ChatUser.STOPPED);
			default -> List.of("hello", ChatUser.STOPPED);
		};
	}

}
