package io.github.chatkitbackend.migration;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.github.chatkitbackend.chat.store.Owner;
import io.github.chatkitbackend.chat.store.ThreadImport.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what an import does, and tells the operator.
 */
class ImportReport {

	private static final Logger logger = LoggerFactory.getLogger(ImportReport.class);

	private static final Duration INTERVAL = Duration.ofSeconds(5);

	private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);

	private final Map<String, Integer> skipped = new TreeMap<>();

	private final Map<String, Integer> unknown = new TreeMap<>();

	private final Set<Owner> users = new HashSet<>();

	private int threads;

	private long items;

	private int failed;

	private Instant nextLine = Instant.now().plus(INTERVAL);

	void read(Owner owner, HostedConversation conversation) {
		this.threads++;
		this.items += conversation.items().size();
		this.users.add(owner);
		conversation.unknown().forEach((kind) -> this.unknown.merge(kind, 1, Integer::sum));
	}

	void stored(Outcome outcome) {
		this.outcomes.merge(outcome, 1, Integer::sum);
	}

	void skipped(String reason) {
		this.skipped.merge(reason, 1, Integer::sum);
	}

	void failed(String threadId) {
		this.failed++;
		logger.warn("Thread {} could not be read", threadId);
	}

	boolean hasFailures() {
		return this.failed > 0;
	}

	boolean isEmpty() {
		return this.threads == 0 && this.failed == 0 && this.skipped.isEmpty();
	}

	void showProgress() {
		if (Instant.now().isAfter(this.nextLine)) {
			this.nextLine = Instant.now().plus(INTERVAL);
			logger.info("So far {}", total());
		}
	}

	/**
	 * Show what was done.
	 * @param beginning how it ended, as the beginning of a sentence
	 */
	void showSummary(String beginning) {
		logger.info("{}: {}", beginning, total());
		this.outcomes.forEach((outcome, count) -> logger.info("{} {}", threads(count), words(outcome)));
		this.skipped.forEach((reason, count) -> logger.warn("Skipped {} {}", threads(count), reason));
		this.unknown.forEach((kind, count) -> logger.warn(
				"Kept {} not known here in the metadata of its thread, where nobody sees it: {}", parts(count), kind));
		if (hasFailures()) {
			logger.warn("{} could not be read. Start the import again to copy what is missing", threads(this.failed));
		}
	}

	private String total() {
		return "%s with %d items of %d users".formatted(threads(this.threads), this.items, this.users.size());
	}

	private static String threads(int count) {
		return count + ((count != 1) ? " threads" : " thread");
	}

	private static String parts(int count) {
		return count + ((count != 1) ? " parts that are" : " part that is");
	}

	private static String words(Outcome outcome) {
		return switch (outcome) {
			case ADDED -> "added";
			case UPDATED -> "updated";
			case UNCHANGED -> "unchanged since an earlier import";
			case USED_HERE -> "left alone, used here since an earlier import";
			case DELETED_HERE -> "left out, deleted here since an earlier import";
			case TAKEN -> "left out, because another thread has the same id here";
		};
	}

}
