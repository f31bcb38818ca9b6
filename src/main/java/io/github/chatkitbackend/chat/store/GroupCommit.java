package io.github.chatkitbackend.chat.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs the statements of all callers on one thread, and commits those that are waiting
 * together. A commit of SQLite waits for the disk, and there is one writer, so that many
 * turns would otherwise wait for one commit after another. A caller continues when its
 * statements are committed. Those that fail do not affect the others of their group.
 */
final class GroupCommit implements StatementRunner {

	/** A transaction has to end some time, even if there is always a caller waiting. */
	private static final int MAX_GROUP = 100;

	/** How long callers wait for their turn before they are told that it is of no use. */
	private static final Duration PATIENCE = Duration.ofMillis(2_500);

	private final BlockingQueue<Task<?>> waiting = new LinkedBlockingQueue<>();

	private final TransactionTemplate group;

	/** Takes a failed caller's changes back, and leaves those of the others. */
	private final TransactionTemplate member;

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
		this.group = new TransactionTemplate(transactionManager);
		this.member = new TransactionTemplate(transactionManager,
				new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_NESTED));
		this.thread = Thread.ofPlatform().name("sqlite").daemon().start(this::work);
	}

	@Override
	public <T extends @Nullable Object> T run(Supplier<T> statements) {
		if (Thread.currentThread() == this.thread) {
			return statements.get();
		}
		Task<T> task = new Task<>(statements);
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
		List<Task<?>> tasks = new ArrayList<>();
		try {
			while (!this.closing || !this.waiting.isEmpty()) {
				tasks.add(next());
				this.waiting.drainTo(tasks, MAX_GROUP - 1);
				tasks.removeIf((task) -> !task.begin());
				commit(tasks);
				tasks.clear();
			}
		}
		finally {
			this.ended = true;
			this.waiting.addAll(tasks);
			failWaiting();
		}
	}

	private Task<?> next() {
		while (true) {
			try {
				return this.waiting.take();
			}
			catch (InterruptedException ex) {
				// Only close() ends this thread
			}
		}
	}

	private void commit(List<Task<?>> tasks) {
		try {
			if (tasks.size() == 1) {
				this.group.executeWithoutResult((_) -> tasks.getFirst().run());
			}
			else if (!tasks.isEmpty()) {
				this.group.executeWithoutResult((_) -> tasks.forEach(this::runMember));
			}
			tasks.forEach(Task::complete);
		}
		catch (RuntimeException | Error ex) {
			tasks.forEach((task) -> task.fail(ex));
		}
	}

	private void runMember(Task<?> task) {
		try {
			this.member.executeWithoutResult((_) -> task.run());
		}
		catch (TransactionException ex) {
			// SQLite has rolled everything back, as after a full disk
			throw ex;
		}
		catch (RuntimeException | Error ex) {
			task.fail(ex);
		}
	}

	private void failWaiting() {
		for (Task<?> task = this.waiting.poll(); task != null; task = this.waiting.poll()) {
			task.fail(new TransientDataAccessResourceException("The database is closed"));
		}
	}

	/**
	 * End after the statements that are waiting.
	 */
	@Override
	public void close() {
		this.closing = true;
		this.waiting.add(new Task<>(() -> null));
		try {
			this.thread.join(this.patience);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * The statements of one caller.
	 */
	private static final class Task<T extends @Nullable Object> {

		private final Supplier<T> statements;

		private final long start = System.nanoTime();

		private final AtomicBoolean begun = new AtomicBoolean();

		private final CompletableFuture<T> committed = new CompletableFuture<>();

		private @Nullable T result;

		Task(Supplier<T> statements) {
			this.statements = statements;
		}

		void run() {
			this.result = this.statements.get();
		}

		/**
		 * Begin, unless the caller has given up.
		 */
		boolean begin() {
			return this.begun.compareAndSet(false, true);
		}

		@SuppressWarnings("NullAway") // It is null only if T allows it
		void complete() {
			this.committed.complete(this.result);
		}

		void fail(Throwable failure) {
			this.committed.completeExceptionally(failure);
		}

		/**
		 * Wait for the commit, but not for the beginning if that takes too long. An
		 * interrupted caller waits, too, because its changes may be stored meanwhile.
		 */
		T await(Duration patience) {
			boolean interrupted = false;
			try {
				while (true) {
					try {
						return this.committed.get(Math.max(this.start + patience.toNanos() - System.nanoTime(), 0),
								TimeUnit.NANOSECONDS);
					}
					catch (InterruptedException ex) {
						interrupted = true;
					}
					catch (TimeoutException ex) {
						if (begin()) {
							throw new TransientDataAccessResourceException("The database was busy for too long");
						}
						return join();
					}
					catch (ExecutionException ex) {
						throw unchecked(ex.getCause());
					}
				}
			}
			finally {
				if (interrupted) {
					Thread.currentThread().interrupt();
				}
			}
		}

		private T join() {
			try {
				return this.committed.join();
			}
			catch (CompletionException ex) {
				throw unchecked(ex.getCause());
			}
		}

		private static RuntimeException unchecked(@Nullable Throwable failure) {
			if (failure instanceof Error error) {
				throw error;
			}
			return (RuntimeException) Objects.requireNonNull(failure);
		}

	}

}
