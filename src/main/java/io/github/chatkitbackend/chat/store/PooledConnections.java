package io.github.chatkitbackend.chat.store;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs statements on platform threads, of which there are as many as connections. In a
 * busy service, virtual threads wait for a processor after each answer of the server, and
 * would keep the connections of others meanwhile.
 */
final class PooledConnections implements StatementRunner {

	private final ExecutorService threads = Executors.newFixedThreadPool(DatabaseServer.CONNECTIONS,
			ConnectionThread::new);

	private final TransactionTemplate transactions;

	PooledConnections(PlatformTransactionManager transactionManager) {
		this.transactions = new TransactionTemplate(transactionManager);
	}

	@Override
	public <T extends @Nullable Object> T read(Supplier<T> statements) {
		return run(statements);
	}

	@Override
	public <T extends @Nullable Object> T run(Supplier<T> statements) {
		if (Thread.currentThread() instanceof ConnectionThread) {
			return statements.get();
		}
		WaitingStatements<T> waiting = new WaitingStatements<>(statements);
		try {
			this.threads.execute(waiting::runAlone);
		}
		catch (RejectedExecutionException ex) {
			throw WaitingStatements.closed();
		}
		return waiting.await(PATIENCE);
	}

	@Override
	public <T extends @Nullable Object> T transaction(Supplier<T> statements) {
		return run(() -> this.transactions.execute((_) -> statements.get()));
	}

	/**
	 * End after the statements that are waiting.
	 */
	@Override
	public void close() {
		this.threads.shutdown();
		try {
			this.threads.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * A thread that uses one connection at a time.
	 */
	private static final class ConnectionThread extends Thread {

		ConnectionThread(Runnable work) {
			super(work, "postgresql");
			setDaemon(true);
		}

	}

}
