package io.github.chatkitbackend.chat.testing;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.chatkitbackend.chat.agent.MessageWriter;
import io.github.chatkitbackend.chat.agent.Turn;
import io.github.chatkitbackend.chat.agent.TurnCancelledException;
import io.github.chatkitbackend.chat.protocol.Order;
import io.github.chatkitbackend.chat.protocol.Page;
import io.github.chatkitbackend.chat.protocol.PageRequest;
import io.github.chatkitbackend.chat.protocol.ThreadEvent;
import io.github.chatkitbackend.chat.protocol.ThreadItem;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Agents in unit tests.
 */
class TestTurnTests {

	@Test
	void returnsTheEventsOfAnAgent() throws Exception {
		TestTurn turn = TestTurn.of("Hello").by("bob", Map.of("plan", "pro"));
		assertThat(turn.run(TestTurnTests::greet)).hasSize(5)
			.startsWith(turn.events().getFirst())
			.last()
			.isInstanceOf(ThreadEvent.ItemDone.class);
		assertThat(turn.answer()).isEqualTo("Hello, bob on pro");
		assertThat(turn.thread().title()).isEqualTo("Greeting");
	}

	@Test
	void keepsTheThreadInMemory() throws Exception {
		TestTurn first = TestTurn.of("Hello");
		first.run(TestTurnTests::greet);
		TestTurn second = TestTurn.of("Again").after(first.items().toArray(ThreadItem[]::new));
		assertThat(second.newestItems(3)).isEqualTo(second.items()).hasSize(3);
		Page<ThreadItem> newest = second.items(new PageRequest(2, Order.DESC, null));
		assertThat(newest.hasMore()).isTrue();
		assertThat(second.items(new PageRequest(2, Order.DESC, newest.after())).data())
			.containsExactly(first.items().getFirst());
		second.remove(first.items().getFirst().id());
		assertThat(second.items()).hasSize(2);
	}

	@Test
	void cancelsAnAgentThatWaits() throws Exception {
		TestTurn turn = TestTurn.of("Hello");
		AtomicBoolean closed = new AtomicBoolean();
		CountDownLatch waiting = new CountDownLatch(1);
		Thread agent = Thread.ofVirtual().start(() -> {
			try {
				turn.run((current) -> {
					current.onCancel(() -> closed.set(true));
					waiting.countDown();
					new CountDownLatch(1).await();
				});
			}
			catch (Exception ex) {
				Thread.currentThread().interrupt();
			}
		});
		waiting.await();
		turn.cancel();
		agent.join();
		assertThat(closed).isTrue();
		assertThatExceptionOfType(TurnCancelledException.class).isThrownBy(() -> turn.progress("More"));
	}

	private static void greet(Turn turn) {
		turn.title("Greeting");
		try (MessageWriter answer = turn.message()) {
			answer.append("Hello, %s on %s".formatted(turn.user().id().value(), turn.user().claims().get("plan")));
		}
	}

}
