package io.github.chatkitbackend.chat.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.github.chatkitbackend.chat.protocol.EndOfTurn;
import io.github.chatkitbackend.chat.protocol.Order;
import io.github.chatkitbackend.chat.protocol.PageRequest;
import io.github.chatkitbackend.chat.protocol.ThreadItem;
import io.github.chatkitbackend.chat.protocol.ThreadMetadata;
import io.github.chatkitbackend.chat.store.ThreadImport.Outcome;
import io.github.chatkitbackend.identity.EndUser;
import io.github.chatkitbackend.identity.UserId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an import does to threads that are already there, in every database.
 */
abstract class ThreadImportContract {

	private static final Instant TIME = Instant.parse("2026-11-20T03:40:57Z");

	private final ThreadImport threads = new ThreadImport(database().database());

	private final ThreadStore store = database().store();

	private final Owner owner = new Owner("user:" + UUID.randomUUID());

	private final String id = "cthr_" + UUID.randomUUID();

	abstract TestDatabase database();

	@BeforeEach
	void setTime() {
		database().setTime(TIME);
	}

	@Test
	void importedThreadsAreOlderThanOthersAndInOrderOfTheirAge() {
		this.store.saveThread(this.owner, new ThreadMetadata(this.id + "own", TIME));
		for (int age : new int[] { 20, 10, 30, 20 }) {
			String name = this.id + age;
			boolean twin = this.store.thread(this.owner, name) != null;
			save(twin ? name + "twin" : name, TIME.minusSeconds(age), "title");
		}
		List<String> ids = this.store.threads(this.owner, new PageRequest(10, Order.DESC, null))
			.data()
			.stream()
			.map((thread) -> thread.id().substring(this.id.length()))
			.toList();
		assertThat(ids).containsExactly("own", "10", "20twin", "20", "30");
		assertThat(this.store.threads(this.owner, new PageRequest(2, Order.ASC, null)).data())
			.extracting(ThreadMetadata::id)
			.containsExactly(this.id + "30", this.id + "20");
	}

	@Test
	void aThreadIsStoredOnceAndUpdatedIfItChanges() {
		assertThat(save(this.id, TIME, "one", "i1")).isEqualTo(Outcome.ADDED);
		assertThat(save(this.id, TIME, "one", "i1")).isEqualTo(Outcome.UNCHANGED);
		assertThat(save(this.id, TIME, "two", "i1", "i2")).isEqualTo(Outcome.UPDATED);
		assertThat(save(this.id, TIME, "two", "i1", "i2")).isEqualTo(Outcome.UNCHANGED);
		assertThat(items()).containsExactly("i1", "i2");
		assertThat(this.store.thread(this.owner, this.id).title()).isEqualTo("two");
	}

	@Test
	void aThreadThatWasUsedHereStaysAsItIs() {
		save(this.id, TIME.minusSeconds(60), "one", "i1");
		this.store.saveItem(this.owner, item("own"));
		assertThat(save(this.id, TIME.minusSeconds(60), "two", "i1", "i2")).isEqualTo(Outcome.USED_HERE);
		assertThat(items()).containsExactly("i1", "own");
		assertThat(this.store.thread(this.owner, this.id).title()).isEqualTo("one");
	}

	@Test
	void aThreadThatWasDeletedHereDoesNotComeBack() {
		save(this.id, TIME, "one", "i1");
		this.store.deleteThread(this.owner, this.id);
		assertThat(save(this.id, TIME, "two", "i1")).isEqualTo(Outcome.DELETED_HERE);
		assertThat(this.store.thread(this.owner, this.id)).isNull();
	}

	@Test
	void aThreadOfThisServiceIsNeverReplaced() {
		Owner other = new Owner("user:" + UUID.randomUUID());
		this.store.saveThread(other, new ThreadMetadata(this.id, TIME));
		assertThat(save(this.id, TIME, "one", "i1")).isEqualTo(Outcome.TAKEN);
		assertThat(items()).isEmpty();
		assertThat(this.store.thread(other, this.id).title()).isNull();
	}

	@Test
	void visitorsOfHostedSessionsRemainVisitors() {
		UserId visitor = new UserId("anon-" + UUID.randomUUID());
		assertThat(Owner.ofHosted(visitor)).isEqualTo(Owner.of(new EndUser(visitor, EndUser.Source.COOKIE, Map.of())));
		UserId user = new UserId("anon-1");
		assertThat(Owner.ofHosted(user)).isEqualTo(Owner.of(new EndUser(user, EndUser.Source.SERVER, Map.of())));
	}

	private Outcome save(String thread, Instant createdAt, String title, String... items) {
		List<ThreadItem> converted = List.of(items).stream().map(this::item).toList();
		return this.threads.save(this.owner, new ThreadMetadata(thread, createdAt).withTitle(title), converted,
				createdAt);
	}

	private ThreadItem item(String name) {
		return new EndOfTurn(name, this.id, TIME);
	}

	private List<String> items() {
		return this.store.items(this.owner, this.id, new PageRequest(10, Order.ASC, null))
			.data()
			.stream()
			.map(ThreadItem::id)
			.toList();
	}

}
