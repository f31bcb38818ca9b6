package io.github.chatkitbackend.chat.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs the changes of all callers on one thread, and commits those that are waiting
 * together. A commit of SQLite waits for the disk, and there is one writer, so that many
 * turns would otherwise wait for one commit after another. A caller continues when its
 * statements are committed. Callers who only read do so on their own threads, as soon as
 * the connection is free. If the statements of one caller fail, nothing of its group is
 * stored, and those of each caller run once more in a transaction of their own.
 */
final class GroupCommit implements StatementRunner {

	/** A transaction has to end some time, even if there is always a caller waiting. */
	private static final int MAX_GROUP = 100;

	/**
	 * Time between the beginnings of two groups, so that a busy service commits less
	 * often. A caller who is the only one does not wait for it.
	 */
	private static final Duration SPACING = Duration.ofMillis(10);

	private final BlockingQueue<WaitingStatements<?>> waiting = new LinkedBlockingQueue<>();

	private final TransactionTemplate transactions;

	private final Duration patience;

	private final Thread thread;

	private volatile boolean closing;

	private volatile boolean ended;

	GroupCommit(PlatformTransactionManager transactionManager) {
		this(transactionManager, PATIENCE);
	}

	/**
	 * Start the thread.
	 * @param transactionManager begins and commits
	 * @param patience how long callers wait for their turn
	 */
	GroupCommit(PlatformTransactionManager transactionManager, Duration patience) {
		this.patience = patience;
		this.transactions = new TransactionTemplate(transactionManager);
		this.thread = Thread.ofPlatform().name("sqlite").daemon().start(this::work);
	}

	@Override
	public <T extends @Nullable Object> T read(Supplier<T> statements) {
		return statements.get();
	}

	@Override
	public <T extends @Nullable Object> T run(Supplier<T> statements) {
		if (Thread.currentThread() == this.thread) {
			return statements.get();
		}
		WaitingStatements<T> task = new WaitingStatements<>(statements);
		this.waiting.add(task);
		if (this.ended) {
			failWaiting();
		}
		return task.await(this.patience);
	}

	@Override
	public <T extends @Nullable Object> T transaction(Supplier<T> statements) {
		return run(statements);
	}

	private void work() {
		List<WaitingStatements<?>> group = new ArrayList<>();
		Thread last = this.thread;
		long earliest = System.nanoTime();
		try {
			while (!this.closing || !this.waiting.isEmpty()) {
				group.add(next());
				if (group.getFirst().caller() != last) {
					LockSupport.parkNanos(earliest - System.nanoTime());
				}
				this.waiting.drainTo(group, MAX_GROUP - 1);
				last = group.getLast().caller();
				earliest = System.nanoTime() + SPACING.toNanos();
				group.removeIf((member) -> !member.begin());
				if (!group.isEmpty()) {
					commit(group);
				}
				group.clear();
			}
		}
		finally {
			this.ended = true;
			this.waiting.addAll(group);
			failWaiting();
		}
	}

	private WaitingStatements<?> next() {
		while (true) {
			try {
				return this.waiting.take();
			}
			catch (InterruptedException ex) {
				// Only close() ends this thread
			}
		}
	}

	private void commit(List<WaitingStatements<?>> group) {
		try {
			this.transactions.executeWithoutResult((_) -> group.forEach(WaitingStatements::run));
			group.forEach(WaitingStatements::complete);
		}
		catch (TransactionException ex) {
			// Without a transaction, as after a full disk, none of them can succeed
			group.forEach((member) -> member.fail(ex));
		}
		catch (RuntimeException | Error ex) {
			if (group.size() == 1) {
				group.getFirst().fail(ex);
			}
			else {
				group.forEach((member) -> commit(List.of(member)));
			}
		}
	}

	private void failWaiting() {
		for (WaitingStatements<?> task = this.waiting.poll(); task != null; task = this.waiting.poll()) {
			task.fail(WaitingStatements.closed());
		}
	}

	/**
	 * End after the statements that are waiting.
	 */
	@Override
	public void close() {
		this.closing = true;
		this.waiting.add(new WaitingStatements<>(() -> null));
		try {
			this.thread.join(this.patience);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
