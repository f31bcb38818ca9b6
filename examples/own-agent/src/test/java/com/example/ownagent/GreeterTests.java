package com.example.ownagent;

import java.util.Map;

import io.github.chatkitbackend.chat.testing.TestTurn;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The agent without the service.
 */
class GreeterTests {

	@Test
	void greetsTheUser() throws Exception {
		TestTurn turn = TestTurn.of("Good morning").by("bob", Map.of());
		turn.run(new Greeter()::respond);
		assertThat(turn.answer()).isEqualTo("Hello, bob. You are welcome.");
	}

}
