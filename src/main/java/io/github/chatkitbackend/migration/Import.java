package io.github.chatkitbackend.migration;

import java.time.Duration;
import java.util.function.BooleanSupplier;

import io.github.chatkitbackend.chat.store.Owner;
import io.github.chatkitbackend.chat.store.StoreUnavailableException;
import io.github.chatkitbackend.chat.store.ThreadImport;
import io.github.chatkitbackend.identity.UserId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies threads, each in one transaction, so that an import that ends early leaves whole
 * threads only.
 */
class Import {

	private static final Logger logger = LoggerFactory.getLogger(Import.class);

	/** OpenAI is down after so many threads in a row that could not be read. */
	private static final int MAX_FAILURES = 5;

	private static final int ATTEMPTS = 10;

	private static final Duration TICK = Duration.ofMillis(200);

	private final @Nullable ThreadImport target;

	private final BooleanSupplier stopped;

	private final ImportReport report = new ImportReport();

	private int failuresInARow;

	/**
	 * Create an import.
	 * @param target where threads are stored, or {@code null} to count them only
	 * @param stopped tells whether to end early
	 */
	Import(@Nullable ThreadImport target, BooleanSupplier stopped) {
		this.target = target;
		this.stopped = stopped;
	}

	/**
	 * Copy all threads of a reader.
	 * @return whether everything was copied
	 */
	boolean run(ConversationReader reader) throws InterruptedException {
		String aborted = copyAll(reader);
		if (aborted != null) {
			logger.error("{}. Start the import again to go on", aborted);
		}
		boolean complete = aborted == null && !this.report.hasFailures();
		String end = complete ? "Import complete" : "Import not complete";
		this.report.showSummary((this.target != null) ? end : "Dry run, nothing was written");
		return complete;
	}

	/**
	 * Copy until there are no more threads.
	 * @return why it ended earlier, or {@code null}
	 */
	private @Nullable String copyAll(ConversationReader reader) throws InterruptedException {
		while (!this.stopped.getAsBoolean()) {
			this.report.showProgress();
			switch (reader.next(TICK)) {
				case null -> {
				}
				case Reading.Complete complete -> {
					this.failuresInARow = 0;
					try {
						copy(complete.conversation());
					}
					catch (StoreUnavailableException ex) {
						return "The database is not available";
					}
				}
				case Reading.Skipped skipped -> this.report.skipped(skipped.reason());
				case Reading.Failed failed -> {
					this.report.failed(failed.threadId());
					if (++this.failuresInARow == MAX_FAILURES) {
						return "OpenAI does not answer";
					}
				}
				case Reading.Aborted aborted -> {
					return aborted.reason();
				}
				case Reading.End _ -> {
					return null;
				}
			}
		}
		return "The import was stopped";
	}

	private void copy(HostedConversation conversation) throws InterruptedException {
		Owner owner = Owner.ofHosted(new UserId(conversation.user()));
		ThreadImport target = this.target;
		if (target != null) {
			this.report.stored(save(target, owner, conversation));
		}
		this.report.read(owner, conversation);
	}

	/**
	 * The service may be writing for longer than a statement waits.
	 */
	private static ThreadImport.Outcome save(ThreadImport target, Owner owner, HostedConversation conversation)
			throws InterruptedException {
		for (int attempt = 1;; attempt++) {
			try {
				return target.save(owner, conversation.thread(), conversation.items(), conversation.lastUsed());
			}
			catch (StoreUnavailableException ex) {
				logger.warn("The database does not answer. Attempt {} of {}", attempt, ATTEMPTS);
				if (attempt == ATTEMPTS) {
					throw ex;
				}
				Thread.sleep(Duration.ofSeconds(1));
			}
		}
	}

}
