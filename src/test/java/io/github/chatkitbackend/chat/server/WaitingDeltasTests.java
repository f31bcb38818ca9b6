package io.github.chatkitbackend.chat.server;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.github.chatkitbackend.chat.protocol.ItemUpdate;
import io.github.chatkitbackend.chat.protocol.ThreadEvent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pieces of text that wait for a slow reader.
 */
class WaitingDeltasTests {

	private final List<ThreadEvent> events = new ArrayList<>();

	@Test
	void remainAsTheyAreIfTheyAreFew() {
		addDeltas("msg_1", 0, 16);
		assertThat(merged()).isEqualTo(this.events);
	}

	@Test
	void becomeOneEventIfTheyAreMany() {
		addDeltas("msg_1", 0, 17);
		assertThat(merged()).containsExactly(delta("msg_1", 0, "0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 "));
	}

	@Test
	void keepTheirPlacesAmongOtherEvents() {
		ThreadEvent progress = new ThreadEvent.ProgressUpdate("Thinking", null);
		addDeltas("msg_1", 0, 10);
		this.events.add(progress);
		addDeltas("msg_1", 0, 10);
		String text = "0 1 2 3 4 5 6 7 8 9 ";
		assertThat(merged()).containsExactly(delta("msg_1", 0, text), progress, delta("msg_1", 0, text));
	}

	@Test
	void areNotMergedAcrossPartsAndMessages() {
		addDeltas("msg_1", 0, 10);
		addDeltas("msg_1", 1, 10);
		addDeltas("msg_2", 1, 10);
		String text = "0 1 2 3 4 5 6 7 8 9 ";
		assertThat(merged()).containsExactly(delta("msg_1", 0, text), delta("msg_1", 1, text), delta("msg_2", 1, text));
	}

	@Test
	void areNotMergedIntoEndlessEvents() {
		String page = "x".repeat(3_000);
		for (int i = 0; i < 20; i++) {
			this.events.add(delta("msg_1", 0, page));
		}
		assertThat(merged()).hasSize(10).allMatch((event) -> text(event).length() == 6_000);
	}

	@Test
	void loseNothing() {
		addDeltas("msg_1", 0, 5_000);
		String text = this.events.stream().map(WaitingDeltasTests::text).collect(Collectors.joining());
		assertThat(merged().stream().map(WaitingDeltasTests::text).collect(Collectors.joining())).isEqualTo(text);
	}

	private List<ThreadEvent> merged() {
		return WaitingDeltas.merge(this.events);
	}

	private void addDeltas(String item, int part, int count) {
		for (int i = 0; i < count; i++) {
			this.events.add(delta(item, part, i + " "));
		}
	}

	private static ThreadEvent delta(String item, int part, String text) {
		return new ThreadEvent.ItemUpdated(item, new ItemUpdate.TextDelta(part, text));
	}

	private static String text(ThreadEvent event) {
		return ((ItemUpdate.TextDelta) ((ThreadEvent.ItemUpdated) event).update()).delta();
	}

}
