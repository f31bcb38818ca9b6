package io.github.chatkitbackend.chat.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import io.github.chatkitbackend.chat.protocol.AssistantContent;
import io.github.chatkitbackend.chat.protocol.AssistantMessage;
import io.github.chatkitbackend.chat.protocol.ChatId;
import io.github.chatkitbackend.chat.protocol.Order;
import io.github.chatkitbackend.chat.protocol.PageRequest;
import io.github.chatkitbackend.chat.protocol.ThreadItem;
import io.github.chatkitbackend.chat.protocol.ThreadMetadata;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is kept of answers that a process has not completed, in every database.
 */
abstract class DraftsContract {

	private static final Instant TIME = Instant.parse("2026-11-20T03:40:57Z");

	private static final Duration AGE = Duration.ofSeconds(10);

	private final Drafts drafts = database().drafts();

	private final ThreadStore store = database().store();

	private final Owner owner = new Owner("user:" + UUID.randomUUID());

	private final ThreadMetadata thread = new ThreadMetadata(ChatId.THREAD.next(), TIME);

	private TurnLease lease;

	abstract TestDatabase database();

	@BeforeEach
	void beginTurn() {
		database().setTime(TIME);
		this.store.saveThread(this.owner, this.thread);
		this.lease = claim();
		assertThat(this.lease.tryAcquire()).isTrue();
	}

	@Test
	void aDraftIsNoItemAsLongAsItIsRenewed() {
		save("Half");
		database().setTime(TIME.plusSeconds(9));
		save("Half a");
		database().setTime(TIME.plusSeconds(18));
		assertThat(this.drafts.keepAbandoned(AGE)).isZero();
		assertThat(texts()).isEmpty();
	}

	@Test
	void aDraftThatIsNoLongerRenewedBecomesAnItem() {
		save("Half");
		save("Half a");
		database().setTime(TIME.plusSeconds(11));
		assertThat(this.drafts.keepAbandoned(AGE)).isEqualTo(1);
		assertThat(texts()).containsExactly("Half a");
		assertThat(this.drafts.keepAbandoned(AGE)).isZero();
	}

	@Test
	void draftsBecomeItemsHoweverManyThereAre() {
		this.drafts
			.save(Map.of(this.lease, IntStream.range(0, 250).mapToObj((i) -> answer("msg_" + i, "Half")).toList()));
		database().setTime(TIME.plusSeconds(11));
		assertThat(this.drafts.keepAbandoned(AGE)).isEqualTo(250);
	}

	@Test
	void anItemThatIsStoredIsNewerThanItsDraft() {
		save("Half");
		this.lease.write((writer) -> writer.saveItem(answer("msg_1", "Half a sentence")));
		database().setTime(TIME.plusSeconds(11));
		this.drafts.keepAbandoned(AGE);
		assertThat(texts()).containsExactly("Half a sentence");
	}

	@Test
	void anItemThatTheTurnHasDeletedDoesNotComeBack() {
		save("Half");
		this.lease.write((writer) -> writer.deleteItem("msg_1"));
		database().setTime(TIME.plusSeconds(11));
		this.drafts.keepAbandoned(AGE);
		assertThat(texts()).isEmpty();
	}

	@Test
	void aTurnThatEndsDecidesItselfWhatIsKept() {
		save("Half");
		this.lease.finish((writer) -> writer.saveItem(answer("msg_2", "Something else")));
		save("Late");
		database().setTime(TIME.plusSeconds(11));
		assertThat(this.drafts.keepAbandoned(AGE)).isZero();
		assertThat(texts()).containsExactly("Something else");
		assertThat(claim().tryAcquire()).isTrue();
	}

	@Test
	void aNewerTurnKeepsWhatTheOlderOneHasShown() {
		save("Half");
		TurnLease newer = claim();
		newer.acquireByForce();
		save("Late");
		newer.write((writer) -> writer.saveItem(answer("msg_2", "Next")));
		database().setTime(TIME.plusSeconds(11));
		assertThat(this.drafts.keepAbandoned(AGE)).isZero();
		assertThat(texts()).containsExactly("Half", "Next");
	}

	@Test
	void aDeletedThreadHasNoDrafts() {
		save("Half");
		this.store.deleteThread(this.owner, this.thread.id());
		database().setTime(TIME.plusSeconds(11));
		assertThat(this.drafts.keepAbandoned(AGE)).isZero();
	}

	private void save(String text) {
		this.drafts.save(Map.of(this.lease, List.of(answer("msg_1", text))));
	}

	private TurnLease claim() {
		return database().leases().claim(this.owner, this.thread.id());
	}

	private ThreadItem answer(String id, String text) {
		return new AssistantMessage(id, this.thread.id(), TIME, List.of(new AssistantContent(text)));
	}

	private List<String> texts() {
		return this.store.items(this.owner, this.thread.id(), new PageRequest(20, Order.ASC, null))
			.data()
			.stream()
			.map((item) -> ((AssistantMessage) item).text())
			.toList();
	}

}
