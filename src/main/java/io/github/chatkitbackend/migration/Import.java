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

	private static final String AGAIN = "Start the import again to go on";

	private static final Duration TICK = Duration.ofMillis(200);

	private final @Nullable ThreadImport target;

	private final BooleanSupplier stopped;

	private final ImportReport report = new ImportReport();

	private int failuresInARow;

	private boolean ended;

	private @Nullable String aborted;

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
		while (!this.ended) {
			Reading reading = reader.next(TICK);
			if (this.stopped.getAsBoolean()) {
				abort("The import was stopped", AGAIN);
			}
			else if (reading != null) {
				take(reading);
			}
			this.report.showProgress();
		}
		return showSummary();
	}

	private boolean showSummary() {
		if (this.aborted != null) {
			logger.error(this.aborted);
		}
		boolean complete = this.aborted == null && !this.report.hasFailures();
		String end = complete ? "Import complete" : "Import not complete";
		this.report.showSummary((this.target != null) ? end : "Dry run, nothing was written");
		return complete;
	}

	private void take(Reading reading) throws InterruptedException {
		switch (reading) {
			case Reading.Complete complete -> copy(complete.conversation());
			case Reading.Skipped skipped -> this.report.skipped(skipped.reason());
			case Reading.Failed failed -> {
				this.report.failed(failed.threadId());
				this.failuresInARow++;
				if (this.failuresInARow == MAX_FAILURES) {
					abort("No thread can be read any more", AGAIN);
				}
			}
			case Reading.Aborted end -> abortReading(end);
			case Reading.End _ -> this.ended = true;
		}
	}

	private void abortReading(Reading.Aborted end) {
		if (this.report.isEmpty()) {
			String nothing = (this.target != null) ? "Nothing was imported" : "Nothing was read";
			abort(nothing + ": " + end.reason(), end.advice());
		}
		else {
			abort(end.reason(), end.advice() + " to go on");
		}
	}

	private void abort(String reason, String advice) {
		this.aborted = reason + ". " + advice + ".";
		this.ended = true;
	}

	private void copy(HostedConversation conversation) throws InterruptedException {
		this.failuresInARow = 0;
		Owner owner = Owner.ofHosted(new UserId(conversation.user()));
		try {
			if (this.target != null) {
				this.report.stored(save(this.target, owner, conversation));
			}
			this.report.read(owner, conversation);
		}
		catch (StoreUnavailableException ex) {
			abort("The database is not available", AGAIN);
		}
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
