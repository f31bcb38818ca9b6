package io.github.chatkitbackend.chat.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.util.FileSystemUtils;

/**
 * The databases of the tests. The first test that needs PostgreSQL starts a real server,
 * which ends with the JVM.
 */
public final class Databases {

	private Databases() {
	}

	/**
	 * Create a database for one test.
	 * @return its URL, as operators write it
	 */
	public static String createPostgreSQL() {
		String name = "chatkit_" + UUID.randomUUID().toString().replace("-", "");
		try (Connection connection = Server.INSTANCE.getPostgresDatabase().getConnection()) {
			connection.createStatement().execute("create database " + name);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		return "postgresql://postgres:postgres@127.0.0.1:%d/%s".formatted(Server.INSTANCE.getPort(), name);
	}

	/**
	 * A database in PostgreSQL that all contract tests share.
	 */
	static TestDatabase postgreSQL() {
		return SharedPostgreSQL.INSTANCE;
	}

	/**
	 * A database in SQLite that all contract tests share.
	 */
	static TestDatabase sqlite() {
		return SharedSQLite.INSTANCE;
	}

	private static void deleteAtExit(Path directory) {
		Runtime.getRuntime().addShutdownHook(new Thread(() -> FileSystemUtils.deleteRecursively(directory.toFile())));
	}

	/**
	 * The server, started on first use.
	 */
	private static final class Server {

		static final EmbeddedPostgres INSTANCE = start();

		private static EmbeddedPostgres start() {
			try {
				return EmbeddedPostgres.builder().setServerConfig("max_connections", "200").start();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

	/**
	 * The shared database in PostgreSQL.
	 */
	private static final class SharedPostgreSQL {

		static final TestDatabase INSTANCE = new TestDatabase(DatabaseServer.open(DatabaseUrl.of(createPostgreSQL())),
				DatabaseKind.POSTGRESQL);

	}

	/**
	 * The shared database in SQLite.
	 */
	private static final class SharedSQLite {

		static final TestDatabase INSTANCE = create();

		private static TestDatabase create() {
			try {
				Path directory = Files.createTempDirectory("chatkit");
				deleteAtExit(directory);
				return new TestDatabase(EmbeddedDatabase.open(directory), DatabaseKind.SQLITE);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
