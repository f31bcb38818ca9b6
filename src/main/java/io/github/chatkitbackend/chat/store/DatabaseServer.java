package io.github.chatkitbackend.chat.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

import com.zaxxer.hikari.HikariDataSource;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL database, which several instances share.
 */
final class DatabaseServer {

	static final int CONNECTIONS = 10;

	private DatabaseServer() {
	}

	/**
	 * Open the database. A server that does not answer fails the start.
	 */
	static HikariDataSource open(DatabaseUrl url) {
		PGSimpleDataSource server = dataSource(url);
		check(server, url);
		HikariDataSource pool = new HikariDataSource();
		pool.setDataSource(server);
		pool.setMaximumPoolSize(CONNECTIONS);
		pool.setMinimumIdle(2);
		pool.setConnectionTimeout(StatementRunner.PATIENCE.toMillis());
		pool.setValidationTimeout(1_000);
		return pool;
	}

	private static PGSimpleDataSource dataSource(DatabaseUrl url) {
		PGSimpleDataSource server = new PGSimpleDataSource();
		try {
			Properties settings = defaults();
			settings.putAll(url.properties());
			for (String name : settings.stringPropertyNames()) {
				server.setProperty(name, settings.getProperty(name));
			}
		}
		catch (SQLException ex) {
			throw unusable(url, ex);
		}
		return server;
	}

	/**
	 * A connection that a network has cut must not keep a caller waiting. Details of
	 * errors contain values of rows.
	 */
	private static Properties defaults() {
		Properties defaults = new Properties();
		PGProperty.CONNECT_TIMEOUT.set(defaults, 2);
		PGProperty.SOCKET_TIMEOUT.set(defaults, 5);
		PGProperty.TCP_KEEP_ALIVE.set(defaults, true);
		PGProperty.LOG_SERVER_ERROR_DETAIL.set(defaults, false);
		PGProperty.APPLICATION_NAME.set(defaults, "chatkit-backend");
		return defaults;
	}

	private static void check(PGSimpleDataSource server, DatabaseUrl url) {
		try (Connection connection = server.getConnection()) {
			connection.isValid(1);
		}
		catch (SQLException ex) {
			throw unusable(url, ex);
		}
	}

	private static UnusableDatabaseException unusable(DatabaseUrl url, SQLException ex) {
		return new UnusableDatabaseException(
				"DATABASE_URL names the database %s, which cannot be used: %s".formatted(url.place(), ex.getMessage()),
				"Start the database or correct DATABASE_URL, and start again.", ex);
	}

}
