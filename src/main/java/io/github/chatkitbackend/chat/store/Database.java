package io.github.chatkitbackend.chat.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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

/**
 * Runs statements, and observes them.
 */
class Database implements AutoCloseable {

	static final RowMapper<String> ID = (row, _) -> row.getString("id");

	private final NamedParameterJdbcTemplate batches;

	private final JdbcClient jdbc;

	private final StatementRunner runner;

	private final ObservationRegistry observations;

	Database(DataSource dataSource, DatabaseKind kind, ObservationRegistry observations) {
		this.batches = new NamedParameterJdbcTemplate(dataSource);
		this.jdbc = JdbcClient.create(this.batches);
		this.runner = kind.runner(new JdbcTransactionManager(dataSource));
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
	 * Repeat the last element of a list until the length is a power of two. A statement
	 * is kept for each length, and so there are few.
	 */
	static <T> List<T> padded(List<T> list) {
		List<T> padded = new ArrayList<>(list);
		while (Integer.bitCount(padded.size()) > 1) {
			padded.add(padded.getLast());
		}
		return padded;
	}

	/**
	 * Run a statement once for each of some parameters, in few round trips.
	 */
	void batch(Sql statement, Collection<? extends SqlParameterSource> parameters) {
		this.batches.batchUpdate(statement.text(), parameters.toArray(SqlParameterSource[]::new));
	}

	/**
	 * Run statements that change nothing and need no common transaction.
	 * @param operation what they do, for metrics and traces
	 */
	<T extends @Nullable Object> T read(String operation, Supplier<T> statements) {
		return observe(operation, () -> this.runner.read(statements));
	}

	/**
	 * Run statements that need no common transaction.
	 * @param operation what they do, as above
	 */
	<T extends @Nullable Object> T call(String operation, Supplier<T> statements) {
		return observe(operation, () -> this.runner.run(statements));
	}

	/**
	 * Run statements in one transaction, or in the one that is in progress.
	 * @param operation what they do, as above
	 */
	<T extends @Nullable Object> T transaction(String operation, Supplier<T> statements) {
		return observe(operation, () -> this.runner.transaction(statements));
	}

	/**
	 * Run statements of a regular check, which change nothing and are not observed.
	 */
	<T extends @Nullable Object> T poll(Supplier<T> statements) {
		return translated(() -> this.runner.read(statements));
	}

	/**
	 * Check that the database would take changes. This is not observed either.
	 */
	void ping() {
		translated(() -> this.runner.run(() -> sql(Sql.PING).query(Integer.class).single()));
	}

	private <T extends @Nullable Object> T observe(String operation, Supplier<T> call) {
		Observation observation = Observation.createNotStarted("chatkit.store", this.observations)
			.lowCardinalityKeyValue("operation", operation)
			.start();
		String outcome = ErrorCode.INTERNAL_ERROR.code();
		try {
			T result = translated(call);
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

	private static <T extends @Nullable Object> T translated(Supplier<T> call) {
		try {
			return call.get();
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

	@Override
	public void close() {
		this.runner.close();
	}

}
