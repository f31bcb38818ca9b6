package io.github.chatkitbackend.chat.responses;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.github.chatkitbackend.chat.agent.AttachmentContent;
import io.github.chatkitbackend.chat.agent.AttachmentContents;
import io.github.chatkitbackend.chat.protocol.AssistantContent;
import io.github.chatkitbackend.chat.protocol.AssistantMessage;
import io.github.chatkitbackend.chat.protocol.Attachment;
import io.github.chatkitbackend.chat.protocol.GeneratedImage;
import io.github.chatkitbackend.chat.protocol.ThreadItem;
import io.github.chatkitbackend.chat.protocol.UserMessage;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which items of a thread the model reads.
 */
class HistoryTests {

	private final List<ThreadItem> items = new ArrayList<>();

	@Test
	void turnsAreReadAsAWhole() {
		turn("one");
		turn("two", "a", "b");
		turn("three");
		assertThat(read(3, 10_000)).containsExactly("three");
		assertThat(read(4, 10_000)).containsExactly("two", "a", "b", "three");
		assertThat(read(5, 10_000)).containsExactly("one", "two", "a", "b", "three");
	}

	@Test
	void theNewestTurnIsAlwaysComplete() {
		turn("one", "a", "b", "c".repeat(50_000));
		assertThat(read(40, 1_000)).hasSize(4);
	}

	@Test
	void oldTurnsAreLeftOutBeyondTheBudgetOfTokens() {
		turn("one", "x".repeat(4_000));
		turn("two", "y");
		assertThat(read(40, 1_000)).containsExactly("two", "y");
		assertThat(read(40, 2_000)).hasSize(4);
	}

	@Test
	void imagesCostTheSameWhateverTheirSize() {
		turn("one");
		this.items.add(new GeneratedImage("msg_i", RecordingTurn.THREAD, Instant.EPOCH,
				new GeneratedImage.Image("ig", "data:image/png;base64," + "A".repeat(1_000_000))));
		turn("two");
		assertThat(new History(40, 1_000, (_) -> null).of(thread())).hasSize(1);
		assertThat(new History(40, 2_000, (_) -> null).of(thread())).hasSize(3);
	}

	@Test
	void attachedFilesCostTokens() {
		assertThat(cost(image("image/png"))).isEqualTo(1_000);
		assertThat(cost(image("image/png"), image("image/webp"))).isEqualTo(2_000);
		assertThat(cost(file("text/plain"))).isEqualTo(100_000);
		assertThat(cost(file("application/json"))).isEqualTo(100_000);
		assertThat(cost(file("application/pdf"))).isEqualTo(8_000);
	}

	/**
	 * What files cost: the budget that the turn needs, to whole thousands.
	 */
	private int cost(Attachment... files) {
		UserMessage older = RecordingTurn.question("one").withAttachments(List.of(files));
		RecordingTurn thread = new RecordingTurn(older, RecordingTurn.question("two"));
		AttachmentContents sizes = new AttachmentContents() {

			@Override
			public AttachmentContent read(Attachment attachment) {
				throw new AssertionError("Only the size is asked for");
			}

			@Override
			public long size(Attachment attachment) {
				return 400_000;
			}

		};
		int budget = 0;
		while (new History(40, budget + 999, sizes).of(thread).size() < 2) {
			budget += 1_000;
		}
		return budget;
	}

	private static Attachment image(String type) {
		return new Attachment.Image("atc_1", "a", type, null, RecordingTurn.THREAD, "https://example.com/a");
	}

	private static Attachment file(String type) {
		return new Attachment.File("atc_1", "a", type, null, RecordingTurn.THREAD);
	}

	private void turn(String question, String... answers) {
		this.items.add(RecordingTurn.question(question));
		for (String answer : answers) {
			this.items.add(new AssistantMessage("msg_" + this.items.size(), RecordingTurn.THREAD, Instant.EPOCH,
					List.of(new AssistantContent(answer))));
		}
	}

	private List<String> read(int maxItems, int maxTokens) {
		return new History(maxItems, maxTokens, (_) -> null).of(thread())
			.stream()
			.map((item) -> (item instanceof AssistantMessage message) ? message.text()
					: ModelInput.of(List.of(item), (_) -> null)
						.getFirst()
						.asEasyInputMessage()
						.content()
						.asResponseInputMessageContentList()
						.getFirst()
						.asInputText()
						.text())
			.toList();
	}

	private RecordingTurn thread() {
		return new RecordingTurn(this.items.toArray(ThreadItem[]::new));
	}

}
