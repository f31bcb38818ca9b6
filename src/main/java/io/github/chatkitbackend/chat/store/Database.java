package io.github.chatkitbackend.chat.store;

import java.util.Collection;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.dao.UncategorizedDataAccessException;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs statements, and observes them. A connection is taken for each call or transaction,
 * and returned at its end.
 */
class Database {

	static final RowMapper<String> ID = (row, _) -> row.getString("id");

	private final NamedParameterJdbcTemplate batches;

	private final JdbcClient jdbc;

	private final TransactionTemplate transactions;

	private final ObservationRegistry observations;

	Database(DataSource dataSource, ObservationRegistry observations) {
		this.batches = new NamedParameterJdbcTemplate(dataSource);
		this.jdbc = JdbcClient.create(this.batches);
		this.transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
		this.observations = observations;
	}

	StatementSpec sql(Sql statement) {
		return this.jdbc.sql(statement.text());
	}

	/**
	 * PostgreSQL refuses the character 0. No stored id contains it, nor its replacement.
	 */
	static String id(String given) {
		return given.replace('\0', '\uFFFD');
	}

	/**
	 * Run a statement once for each of some parameters, in few round trips.
	 */
	void batch(Sql statement, Collection<? extends SqlParameterSource> parameters) {
		this.batches.batchUpdate(statement.text(), parameters.toArray(SqlParameterSource[]::new));
	}

	/**
	 * Run statements, each in its own transaction.
	 * @param operation what they do, for metrics and traces
	 */
	<T extends @Nullable Object> T call(String operation, Supplier<T> statements) {
		Observation observation = Observation.createNotStarted("chatkit.store", this.observations)
			.lowCardinalityKeyValue("operation", operation)
			.start();
		String outcome = ErrorCode.INTERNAL_ERROR.code();
		try {
			T result = poll(statements);
			outcome = "success";
			return result;
		}
		catch (ApiException ex) {
			outcome = ex.code().code();
			throw ex;
		}
		finally {
			observation.lowCardinalityKeyValue("outcome", outcome).stop();
		}
	}

	/**
	 * Run statements in one transaction, or in the one that is in progress.
	 * @param operation what they do, as above
	 */
	<T extends @Nullable Object> T transaction(String operation, Supplier<T> statements) {
		return call(operation, () -> this.transactions.execute((_) -> statements.get()));
	}

	/**
	 * Run statements of a regular check, which are not observed.
	 */
	<T extends @Nullable Object> T poll(Supplier<T> statements) {
		try {
			return statements.get();
		}
		catch (DataAccessException | TransactionException ex) {
			throw translate(ex);
		}
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
