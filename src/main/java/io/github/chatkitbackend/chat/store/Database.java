package io.github.chatkitbackend.chat.store;

import java.util.function.Supplier;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.dao.UncategorizedDataAccessException;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs statements. A connection is taken for each call or transaction, and returned at
 * its end.
 */
class Database {

	static final RowMapper<String> ID = (row, _) -> row.getString("id");

	private final JdbcClient jdbc;

	private final TransactionTemplate transactions;

	Database(DataSource dataSource) {
		this.jdbc = JdbcClient.create(dataSource);
		this.transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
	}

	StatementSpec sql(Sql statement) {
		return this.jdbc.sql(statement.text());
	}

	/**
	 * Run statements, each in its own transaction.
	 */
	<T extends @Nullable Object> T call(Supplier<T> statements) {
		try {
			return statements.get();
		}
		catch (DataAccessException | TransactionException ex) {
			throw translate(ex);
		}
	}

	/**
	 * Run statements in one transaction, or in the one that is in progress.
	 */
	<T extends @Nullable Object> T transaction(Supplier<T> statements) {
		return call(() -> this.transactions.execute((_) -> statements.get()));
	}

	/**
	 * SQLite's errors, such as a full disk, have no category.
	 */
	private static RuntimeException translate(RuntimeException ex) {
		return switch (ex) {
			case TransactionException _, DataAccessResourceFailureException _, TransientDataAccessException _,
					RecoverableDataAccessException _, UncategorizedDataAccessException _ ->
				new StoreUnavailableException(ex);
			default -> ex;
		};
	}

}
