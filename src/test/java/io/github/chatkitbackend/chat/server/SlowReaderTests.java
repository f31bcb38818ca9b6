package io.github.chatkitbackend.chat.server;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.openai.ModelAnswer;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * A client that does not read its stream.
 */
@FaultyClientsTest
class SlowReaderTests {

	private static final String DELTA = "many words ".repeat(1_500);

	/** 10 MB, more than the buffers of sockets and the queue of the turn take. */
	private static final int DELTAS = 600;

	private final Backend backend;

	private final OpenAIStandIn openai;

	SlowReaderTests(Backend backend, OpenAIStandIn openai) {
		this.backend = backend;
		this.openai = openai;
	}

	@Test
	void hasHalfAMinuteToAcceptSomething() {
		assertThat(this.backend.bean(Connections.class).usualWriteTimeout()).isEqualTo(Duration.ofSeconds(30));
	}

	@Test
	void delaysOnlyItsOwnTurnAndIsDroppedAfterAWhile() {
		String[] deltas = IntStream.range(0, DELTAS).mapToObj((_) -> DELTA).toArray(String[]::new);
		this.openai.responses().stream(ModelAnswer.of(deltas), ModelAnswer.of("Quick."));
		ChatUser user = new ChatUser(this.backend, "slow");
		try (ChatStream stream = ChatStream.openSlowly(this.backend, user.name(), ChatUser.create("much"))) {
			String thread = ChatStream.threadId(stream.await("thread.created"));
			stream.await("thread.item.added");
			assertThat(new ChatUser(this.backend, "quick").post(ChatUser.create("hello")).body()).contains("Quick.");
			await().until(() -> this.backend.bean(Turns.class).count() == 1);
			await().atMost(Duration.ofSeconds(20)).until(() -> this.openai.responses().left() == 1);
			await().until(() -> this.backend.bean(Turns.class).count() == 0);
			assertThatExceptionOfType(RuntimeException.class).isThrownBy(stream::readEventsToTheEnd)
				.isInstanceOfAny(UncheckedIOException.class, IllegalStateException.class);
			List<String> stored = user.stored(thread);
			assertThat(stored).hasSize(3).startsWith("much").endsWith(ChatUser.STOPPED);
			assertThat(stored.get(1)).startsWith(DELTA).hasSizeLessThan(DELTAS * DELTA.length());
		}
	}

}
