package io.github.chatkitbackend.openai;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How the stand-in tells operations apart.
 */
class OperationTests {

	private final Operation getThread = new Operation("GET", "/chatkit/threads/{thread_id}");

	@Test
	void matchesEveryValueOfASegmentInBraces() {
		assertThat(this.getThread.match("GET", List.of("chatkit", "threads", "cthr_1")))
			.contains(Map.of("thread_id", "cthr_1"));
	}

	@Test
	void matchesNoOtherMethodAndNoOtherPath() {
		assertThat(this.getThread.match("DELETE", List.of("chatkit", "threads", "cthr_1"))).isEmpty();
		assertThat(this.getThread.match("GET", List.of("chatkit", "threads"))).isEmpty();
		assertThat(this.getThread.match("GET", List.of("chatkit", "sessions", "cthr_1"))).isEmpty();
		assertThat(this.getThread.match("GET", List.of("chatkit", "threads", "cthr_1", "items"))).isEmpty();
	}

}
