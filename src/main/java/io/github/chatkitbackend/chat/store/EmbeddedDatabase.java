package io.github.chatkitbackend.chat.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

import org.apache.commons.dbcp2.BasicDataSource;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;

import org.springframework.core.NestedExceptionUtils;

/**
 * SQLite in a file, which keeps what it has acknowledged even if the process is killed or
 * the power fails.
 */
final class EmbeddedDatabase {

	private static final String FILE = "chatkit.db";

	private static final int BUSY_TIMEOUT_MILLIS = 2_000;

	/** More than the service has. Those with lists differ by the lengths of these. */
	private static final int STATEMENTS = 200;

	private EmbeddedDatabase() {
	}

	/**
	 * Open the database. SQLite has one writer, its calls block the thread that carries a
	 * virtual thread, and a second connection would have to read again what the first has
	 * changed. So there is one.
	 * @param directory the data directory, which is created if necessary
	 */
	static BasicDataSource open(Path directory) {
		return open(directory, "native");
	}

	/**
	 * Open the database beside another process that uses it.
	 * @param directory the data directory, as above
	 * @param libraries name of the directory for this process's native libraries, which
	 * is emptied
	 */
	static BasicDataSource open(Path directory, String libraries) {
		prepare(directory.toAbsolutePath().normalize(), libraries);
		BasicDataSource pool = new BasicDataSource();
		pool.setDriver(new JDBC());
		pool.setUrl("jdbc:sqlite:" + file(directory));
		settings().toProperties().forEach((name, value) -> pool.addConnectionProperty((String) name, (String) value));
		pool.setMaxTotal(1);
		pool.setMaxWait(StatementRunner.PATIENCE);
		// A file cannot hang up
		pool.setTestOnBorrow(false);
		// To prepare a statement takes SQLite as long as to run it, and its driver keeps
		// none
		pool.setPoolPreparedStatements(true);
		pool.setMaxOpenPreparedStatements(STATEMENTS);
		// Deleted conversations must not remain in the file
		pool.setConnectionInitSqls(List.of("pragma secure_delete = on"));
		check(pool, directory);
		return pool;
	}

	private static void check(BasicDataSource pool, Path directory) {
		try {
			pool.getConnection().close();
		}
		catch (SQLException ex) {
			throw new UnusableDatabaseException(
					"CHATKIT_DATA_DIR is %s, but the file %s in it cannot be used: %s".formatted(directory, FILE,
							NestedExceptionUtils.getMostSpecificCause(ex).getMessage()),
					"Restore the file from a backup, or set CHATKIT_DATA_DIR to another directory.", ex);
		}
	}

	static Path file(Path directory) {
		return directory.toAbsolutePath().normalize().resolve(FILE);
	}

	private static SQLiteConfig settings() {
		SQLiteConfig settings = new SQLiteConfig();
		settings.setJournalMode(SQLiteConfig.JournalMode.WAL);
		settings.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
		settings.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
		settings.enforceForeignKeys(true);
		// The driver would run a query after each insert
		settings.setGetGeneratedKeys(false);
		settings.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
		return settings;
	}

	private static void prepare(Path directory, String libraries) {
		try {
			Files.createDirectories(directory);
			Files.delete(Files.createTempFile(directory, "writable", null));
			System.setProperty("org.sqlite.tmpdir", emptyDirectory(directory.resolve(libraries)).toString());
		}
		catch (IOException ex) {
			throw new UnusableDatabaseException(
					"CHATKIT_DATA_DIR is %s, but this service cannot write to that directory (%s).".formatted(directory,
							ex.getClass().getSimpleName()),
					"Make the directory writable for the user of this process, set CHATKIT_DATA_DIR to another one, "
							+ "or set DATABASE_URL to a PostgreSQL database.",
					ex);
		}
	}

	/**
	 * The driver unpacks its native library. The usual place, {@code /tmp}, may be
	 * mounted such that libraries cannot be loaded from it. A killed process leaves its
	 * library behind.
	 */
	private static Path emptyDirectory(Path directory) throws IOException {
		Files.createDirectories(directory);
		try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
			for (Path file : files) {
				Files.deleteIfExists(file);
			}
		}
		return directory;
	}

}
