package io.github.chatkitbackend.chat.store;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.TransientDataAccessResourceException;

/**
 * The statements of one caller, who waits until they are committed.
 *
 * @param <T> the type of their result
 */
final class WaitingStatements<T extends @Nullable Object> {

	private final Supplier<T> statements;

	private final Thread caller = Thread.currentThread();

	private final long start = System.nanoTime();

	private final AtomicBoolean begun = new AtomicBoolean();

	private final CompletableFuture<T> committed = new CompletableFuture<>();

	private @Nullable T result;

	WaitingStatements(Supplier<T> statements) {
		this.statements = statements;
	}

	Thread caller() {
		return this.caller;
	}

	void run() {
		this.result = this.statements.get();
	}

	static RuntimeException closed() {
		return new TransientDataAccessResourceException("The database is closed");
	}

	/**
	 * Run, unless the caller has given up, and complete.
	 */
	void runAlone() {
		if (!begin()) {
			return;
		}
		try {
			run();
			complete();
		}
		catch (RuntimeException | Error ex) {
			fail(ex);
		}
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
