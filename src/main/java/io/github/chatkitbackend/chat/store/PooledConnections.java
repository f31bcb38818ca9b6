package io.github.chatkitbackend.chat.store;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs statements on the thread of the caller. A connection is taken for each statement
 * or transaction, and returned at its end.
 */
final class PooledConnections implements StatementRunner {

	private final TransactionTemplate transactions;

	PooledConnections(PlatformTransactionManager transactionManager) {
		this.transactions = new TransactionTemplate(transactionManager);
	}

	@Override
	public <T extends @Nullable Object> T read(Supplier<T> statements) {
		return statements.get();
	}

	@Override
	public <T extends @Nullable Object> T run(Supplier<T> statements) {
		return statements.get();
	}

	@Override
	public <T extends @Nullable Object> T transaction(Supplier<T> statements) {
		return this.transactions.execute((_) -> statements.get());
	}

}
