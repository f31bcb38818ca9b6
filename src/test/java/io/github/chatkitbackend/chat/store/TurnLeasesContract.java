package io.github.chatkitbackend.chat.store;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.github.chatkitbackend.chat.protocol.ChatId;
import io.github.chatkitbackend.chat.protocol.EndOfTurn;
import io.github.chatkitbackend.chat.protocol.Order;
import io.github.chatkitbackend.chat.protocol.Page;
import io.github.chatkitbackend.chat.protocol.PageRequest;
import io.github.chatkitbackend.chat.protocol.ThreadItem;
import io.github.chatkitbackend.chat.protocol.ThreadMetadata;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * One turn at a time per thread, in every database.
 */
abstract class TurnLeasesContract {

	private static final Instant TIME = Instant.parse("2026-11-20T03:40:57Z");

	private final ThreadStore store = database().store();

	private final TurnLeases leases = database().leases();

	private final Owner owner = new Owner("user:" + UUID.randomUUID());

	private final ThreadMetadata thread = new ThreadMetadata(ChatId.THREAD.next(), TIME);

	abstract TestDatabase database();

	@BeforeEach
	void createThread() {
		this.store.saveThread(this.owner, this.thread);
	}

	@Test
	void oneTurnAfterTheOtherGetsTheThread() {
		TurnLease first = claim();
		assertThat(first.tryAcquire()).isTrue();
		assertThat(first.tryAcquire()).isTrue();
		first.write((writer) -> writer.saveItem(item("a")));
		first.release();
		first.release();
		assertSuperseded(() -> first.write((writer) -> writer.saveItem(item("late"))));
		TurnLease second = claim();
		assertThat(second.tryAcquire()).isTrue();
		second.write((writer) -> writer.saveItem(item("b")));
		assertThat(itemIds()).containsExactly("a", "b");
	}

	@Test
	void aNewerTurnWaitsForTheOlderOneToEnd() {
		TurnLease older = claim();
		assertThat(older.tryAcquire()).isTrue();
		TurnLease newer = claim();
		assertThat(newer.tryAcquire()).isFalse();
		assertThat(this.leases.superseded(List.of(older, newer))).containsExactly(older);
		older.write((writer) -> writer.saveItem(item("partial")));
		older.release();
		assertThat(newer.tryAcquire()).isTrue();
		assertThat(this.leases.superseded(List.of(newer))).isEmpty();
		assertThat(itemIds()).containsExactly("partial");
	}

	@Test
	void aTurnThatDoesNotEndLosesTheThreadAndWritesNothing() {
		TurnLease older = claim();
		assertThat(older.tryAcquire()).isTrue();
		TurnLease newer = claim();
		newer.acquireByForce();
		assertSuperseded(() -> older.write((writer) -> {
			writer.saveThread(this.thread.withTitle("Late"));
			writer.saveItem(item("late"));
		}));
		older.release();
		newer.write((writer) -> writer.saveItem(item("ours")));
		assertThat(itemIds()).containsExactly("ours");
		assertThat(this.store.thread(this.owner, this.thread.id())).isEqualTo(this.thread);
	}

	@Test
	void aTurnThatStillWaitsGivesWayToANewerOne() {
		assertThat(claim().tryAcquire()).isTrue();
		TurnLease waiting = claim();
		TurnLease newest = claim();
		assertSuperseded(waiting::tryAcquire);
		assertSuperseded(waiting::acquireByForce);
		assertThat(newest.tryAcquire()).isFalse();
		newest.acquireByForce();
		assertThat(newest.tryAcquire()).isTrue();
	}

	@Test
	void storesAllChangesOrNone() {
		TurnLease lease = claim();
		assertThat(lease.tryAcquire()).isTrue();
		assertThatIllegalStateException().isThrownBy(() -> lease.write((writer) -> {
			writer.saveThread(this.thread.withTitle("Half"));
			writer.saveItem(item("half"));
			throw new IllegalStateException();
		}));
		assertThat(itemIds()).isEmpty();
		assertThat(this.store.thread(this.owner, this.thread.id())).isEqualTo(this.thread);
		lease.write((writer) -> {
			writer.saveItem(item("a"));
			writer.saveItem(item("b"));
			writer.deleteItem("a");
		});
		assertThat(itemIds()).containsExactly("b");
	}

	@Test
	void aTurnCreatesItsThread() {
		ThreadMetadata created = new ThreadMetadata(ChatId.THREAD.next(), TIME);
		TurnLease lease = this.leases.claim(this.owner, created.id());
		assertThat(lease.tryAcquire()).isTrue();
		assertThat(this.leases.superseded(List.of(lease))).isEmpty();
		lease.write((writer) -> {
		});
		lease.write((writer) -> {
			writer.saveThread(created);
			writer.saveItem(new EndOfTurn("a", created.id(), TIME));
		});
		TurnLease newer = this.leases.claim(this.owner, created.id());
		assertThat(newer.tryAcquire()).isFalse();
		assertThat(this.leases.superseded(List.of(lease))).containsExactly(lease);
		lease.write((writer) -> writer.saveItem(new EndOfTurn("b", created.id(), TIME)));
		newer.acquireByForce();
		assertSuperseded(() -> lease.write((writer) -> writer.saveThread(created.withTitle("Late"))));
		assertThat(this.store.thread(this.owner, created.id())).isEqualTo(created);
	}

	@Test
	void deletingAThreadEndsItsTurn() {
		TurnLease lease = claim();
		assertThat(lease.tryAcquire()).isTrue();
		this.store.deleteThread(this.owner, this.thread.id());
		assertThat(this.leases.superseded(List.of(lease))).containsExactly(lease);
		assertSuperseded(() -> lease.write((writer) -> writer.saveThread(this.thread)));
		assertThat(this.store.thread(this.owner, this.thread.id())).isNull();
	}

	@Test
	void aTurnOfSomebodyElseDisturbsNothing() {
		TurnLease ours = claim();
		assertThat(ours.tryAcquire()).isTrue();
		TurnLease theirs = this.leases.claim(new Owner("user:mallory"), this.thread.id());
		assertThat(this.leases.superseded(List.of(ours))).isEmpty();
		theirs.acquireByForce();
		assertThatExceptionOfType(NotFoundException.class)
			.isThrownBy(() -> theirs.write((writer) -> writer.saveThread(this.thread.withTitle("Theirs"))));
		assertThatExceptionOfType(NotFoundException.class)
			.isThrownBy(() -> theirs.write((writer) -> writer.saveItem(item("theirs"))));
		theirs.release();
		ours.write((writer) -> writer.saveItem(item("ours")));
		assertThat(itemIds()).containsExactly("ours");
	}

	@Test
	void aTurnChangesNoOtherThread() {
		TurnLease lease = claim();
		assertThat(lease.tryAcquire()).isTrue();
		assertThatIllegalArgumentException()
			.isThrownBy(() -> lease.write((writer) -> writer.saveItem(new EndOfTurn("a", "thr_other", TIME))));
	}

	@Test
	void ofManyTurnsAtOnceOnlyTheNewestGetsTheThread() throws Exception {
		try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<TurnLease>> claims = IntStream.range(0, 20)
				.mapToObj((_) -> executor.submit(this::claim))
				.toList();
			for (Future<TurnLease> claim : claims) {
				claim.get();
			}
			List<Future<Boolean>> acquired = claims.stream()
				.map(Future::resultNow)
				.map((lease) -> executor.submit(() -> acquires(lease)))
				.toList();
			long winners = 0;
			for (Future<Boolean> lease : acquired) {
				winners += lease.get() ? 1 : 0;
			}
			assertThat(winners).isOne();
			assertThat(this.leases.superseded(claims.stream().map(Future::resultNow).toList())).hasSize(19);
		}
		assertThat(itemIds()).hasSize(1);
	}

	private boolean acquires(TurnLease lease) {
		try {
			lease.acquireByForce();
			lease.write((writer) -> writer.saveItem(item(ChatId.MESSAGE.next())));
			return true;
		}
		catch (SupersededException ex) {
			return false;
		}
	}

	private TurnLease claim() {
		return this.leases.claim(this.owner, this.thread.id());
	}

	private List<String> itemIds() {
		Page<ThreadItem> items = this.store.items(this.owner, this.thread.id(), new PageRequest(20, Order.ASC, null));
		return items.data().stream().map(ThreadItem::id).toList();
	}

	private ThreadItem item(String id) {
		return new EndOfTurn(id, this.thread.id(), TIME);
	}

	private static void assertSuperseded(Runnable call) {
		assertThatExceptionOfType(SupersededException.class).isThrownBy(call::run);
	}

}
