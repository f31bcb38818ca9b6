package io.github.chatkitbackend.chat.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.github.chatkitbackend.chat.protocol.ChatId;
import io.github.chatkitbackend.chat.protocol.EndOfTurn;
import io.github.chatkitbackend.chat.protocol.Feedback;
import io.github.chatkitbackend.chat.protocol.ThreadMetadata;
import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.identity.EndUser;
import io.github.chatkitbackend.identity.UserId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Indexes, retention, deletion and export, in every database.
 */
abstract class StoredDataContract {

	private static final Instant TIME = Instant.parse("2026-11-20T03:40:57Z");

	private final UserId id = new UserId("DOMAIN\\user|" + UUID.randomUUID());

	private final Owner user = owner(EndUser.Source.TOKEN);

	private final Owner visitor = owner(EndUser.Source.COOKIE);

	private final ThreadStore store = database().store();

	private final UserData data = new UserData(database().database(), this.store);

	abstract TestDatabase database();

	@ParameterizedTest
	@EnumSource
	void everyStatementFindsItsRowsByAnIndex(Sql statement) {
		assertThat(usesIndexes(database().plan(statement.text()))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "select id from threads where turn = :turn", "select id from threads order by sequence",
			"delete from items where document = :document" })
	void aFullScanWouldBeNoticed(String statement) {
		assertThat(usesIndexes(database().plan(statement))).isFalse();
	}

	/**
	 * PostgreSQL can also scan a whole index, which has no condition then.
	 */
	private static boolean usesIndexes(List<String> plan) {
		return plan.stream().noneMatch((step) -> step.matches(".*(SCAN (?!CONSTANT)|TEMP B-TREE|Seq Scan).*"))
				&& plan.stream().filter((step) -> step.matches(".*Index (Only )?Scan.*")).count() == plan.stream()
					.filter((step) -> step.contains("Index Cond:"))
					.count();
	}

	@Test
	void aUserAndAVisitorAreNeverTheSame() {
		assertThat(this.user).isNotEqualTo(this.visitor);
		assertThat(owner(EndUser.Source.SERVER)).isEqualTo(owner(EndUser.Source.CLAIM)).isEqualTo(this.user);
		UserId zero = new UserId("a\0");
		UserId written = new UserId("a\\0");
		assertThat(Owner.allOf(zero)).doesNotContainAnyElementsOf(Owner.allOf(written));
		assertThat(this.user.toString()).doesNotContain(this.id.value());
	}

	@Test
	void deletesEverythingOfAUserAndTellsHowMuch() {
		for (int i = 0; i < UserData.BATCH + 1; i++) {
			createThread(this.user, 1);
		}
		createThread(this.visitor, 3);
		Owner other = new Owner("user:other-" + UUID.randomUUID());
		ThreadMetadata kept = createThread(other, 1);
		assertThat(this.data.delete(this.id)).isEqualTo(new DeletedData(UserData.BATCH + 2, UserData.BATCH + 4));
		assertThat(this.data.delete(this.id)).isEqualTo(DeletedData.NONE);
		assertThat(this.store.thread(other, kept.id())).isEqualTo(kept);
	}

	@Test
	void exportsEverythingOfAUser() throws Exception {
		ThreadMetadata first = createThread(this.user, UserData.BATCH + 1);
		ThreadMetadata second = createThread(this.visitor, 0);
		List<String> lines = new ArrayList<>();
		this.data.export(this.id, lines::add);
		assertThat(lines).hasSize(UserData.BATCH + 3).noneMatch((line) -> line.contains("\n"));
		assertThat(lines.getFirst()).startsWith("{\"thread\":{\"id\":\"" + first.id());
		assertThat(lines.get(1)).startsWith("{\"item\":{\"type\":\"end_of_turn\",\"id\":\"i0\"");
		assertThat(lines.getLast()).startsWith("{\"thread\":{\"id\":\"" + second.id());
	}

	@Test
	void exportsFeedbackWithItsItem() throws Exception {
		ThreadMetadata thread = createThread(this.user, 3);
		assertThat(this.store.saveFeedback(this.user, thread.id(), List.of("i0", "i1"), Feedback.POSITIVE)).isTrue();
		assertThat(this.store.saveFeedback(this.user, thread.id(), List.of("i1", "none\0"), Feedback.NEGATIVE))
			.isTrue();
		assertThat(this.store.saveFeedback(this.user, thread.id(), List.of("none"), Feedback.POSITIVE)).isFalse();
		assertThat(this.store.saveFeedback(this.user, thread.id(), List.of(), Feedback.POSITIVE)).isFalse();
		assertThat(this.store.saveFeedback(this.visitor, thread.id(), List.of("i2"), Feedback.POSITIVE)).isFalse();
		this.store.saveItem(this.user, new EndOfTurn("i0", thread.id(), TIME));
		List<String> lines = new ArrayList<>();
		this.data.export(this.id, lines::add);
		assertThat(lines.get(1)).endsWith("},\"feedback\":\"positive\"}");
		assertThat(lines.get(2)).endsWith("},\"feedback\":\"negative\"}");
		assertThat(lines.get(3)).doesNotContain("feedback");
	}

	@Test
	void filesExpireIfTheyAreNotSentOrTheirThreadIsGone() {
		AttachmentStore files = new AttachmentStore(database().database(), false);
		ThreadMetadata thread = createThread(this.user, 0);
		String unsent = createFile(files, this.user);
		String sent = createFile(files, this.user);
		Writes writes = new Writes(database().database(), database().clock(), this.user, thread.id(), null);
		writes.sendAttachment(sent);
		assertThatExceptionOfType(ApiException.class).isThrownBy(() -> writes.sendAttachment(sent));
		assertThat(files.countUnsent(this.user)).isEqualTo(1);
		assertThat(files.expired(TIME)).doesNotContain(unsent, sent);
		assertThat(files.expired(TIME.plusSeconds(1))).contains(unsent).doesNotContain(sent);
		this.store.deleteThread(this.user, thread.id());
		assertThat(files.expired(TIME)).contains(sent).doesNotContain(unsent);
		assertThat(files.find(sent)).isNull();
		assertThat(files.find(this.user, sent)).isNull();
		assertThat(files.find(this.user, unsent)).isNotNull();
		this.data.delete(this.id);
		assertThat(files.expired(TIME)).contains(sent, unsent);
		assertThat(files.find(this.user, unsent)).isNull();
		files.delete(sent);
		assertThat(files.expired(TIME)).doesNotContain(sent);
	}

	@Test
	void onlyTheFirstUploadOfAFileCounts() {
		AttachmentStore files = new AttachmentStore(database().database(), false);
		StoredAttachment file = files.find(this.user, createFile(files, this.user));
		assertThat(files.saveUpload(file.uploaded("text/html", 7))).isTrue();
		assertThat(files.saveUpload(file.uploaded("text/plain", 8))).isFalse();
		assertThat(files.find(file.id())).isEqualTo(file.uploaded("text/html", 7));
		assertThat(files.find(this.visitor, file.id())).isNull();
		assertThat(files.find("atc\0")).isNull();
	}

	@Test
	void allReplicasShareOneKey() {
		String name = UUID.randomUUID().toString();
		byte[] key = new SharedKey(database().database(), name).get();
		assertThat(new SharedKey(database().database(), name).get()).isEqualTo(key).hasSize(32);
		assertThat(new SharedKey(database().database(), name + "2").get()).isNotEqualTo(key);
	}

	private static String createFile(AttachmentStore files, Owner owner) {
		StoredAttachment file = new StoredAttachment(ChatId.ATTACHMENT.next(), null, "a.png", "image/png", true, null);
		files.create(owner, file, TIME);
		return file.id();
	}

	@Test
	void deletesThreadsThatNobodyWroteToForALongTime() {
		database().setTime(TIME);
		ThreadMetadata old = createThread(this.user, 2);
		ThreadMetadata renamed = createThread(this.user, 2);
		ThreadMetadata used = createThread(this.user, 2);
		database().setTime(TIME.plus(Duration.ofDays(1)));
		this.store.saveThread(this.user, renamed);
		this.store.saveItem(this.user, new EndOfTurn("i0", used.id(), TIME));
		database().setTime(TIME.plus(Duration.ofDays(90).plusHours(1)));
		new ThreadRetention(database().database(), database().clock(), Duration.ofDays(90)).deleteOldThreads();
		assertThat(this.store.thread(this.user, old.id())).isNull();
		assertThat(this.store.thread(this.user, renamed.id())).isNotNull();
		assertThat(this.store.thread(this.user, used.id())).isNotNull();
	}

	private ThreadMetadata createThread(Owner owner, int items) {
		ThreadMetadata thread = new ThreadMetadata(ChatId.THREAD.next(), TIME);
		this.store.saveThread(owner, thread);
		for (int i = 0; i < items; i++) {
			this.store.saveItem(owner, new EndOfTurn("i" + i, thread.id(), TIME));
		}
		return thread;
	}

	private Owner owner(EndUser.Source source) {
		return Owner.of(new EndUser(this.id, source, Map.of()));
	}

}
