package io.github.chatkitbackend.chat.store;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.ServiceProcess;
import io.github.chatkitbackend.Services;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which database a service opens, and what an operator sees if it cannot.
 */
@ChatKitTest
class StoreStartTests {

	private final Services services;

	@TempDir
	private Path directory;

	StoreStartTests(Services services) {
		this.services = services;
	}

	@Test
	void opensNoDatabaseWithoutChat() {
		Path data = this.directory.resolve("data");
		Backend backend = this.services.start("CHATKIT_DATA_DIR=" + data, "DATABASE_URL=mysql://127.0.0.1:1/none");
		assertThatExceptionOfType(NoSuchBeanDefinitionException.class).isThrownBy(() -> backend.bean(DataSource.class));
		assertThat(data).doesNotExist();
		assertThat(backend.get("/actuator/health/readiness").status()).isEqualTo(200);
		assertThat(backend.send("DELETE", "/api/users/alice", BodyPublishers.noBody()).status()).isEqualTo(404);
	}

	@Test
	void opensTheEmbeddedDatabaseInTheDataDirectory() {
		Path data = this.directory.resolve("new").resolve("data");
		Backend backend = this.services.start("CHATKIT_MODEL=gpt-5.4", "CHATKIT_DATA_DIR=" + data,
				"CHATKIT_THREAD_RETENTION=90");
		assertThat(backend.bean(StoreProperties.class).threadRetention()).isEqualTo(Duration.ofDays(90));
		assertThat(backend.bean(ThreadRetention.class)).isNotNull();
		assertThat(data.resolve("chatkit.db")).exists();
		JdbcClient jdbc = JdbcClient.create(backend.bean(DataSource.class));
		assertThat(pragma(jdbc, "journal_mode")).isEqualTo("wal");
		assertThat(pragma(jdbc, "synchronous")).isEqualTo("2");
		assertThat(pragma(jdbc, "foreign_keys")).isEqualTo("1");
		assertThat(pragma(jdbc, "busy_timeout")).isEqualTo("2000");
		assertThat(pragma(jdbc, "secure_delete")).isEqualTo("1");
		assertThat(backend.get("/actuator/health/readiness").status()).isEqualTo(200);
	}

	private static Object pragma(JdbcClient jdbc, String name) {
		return jdbc.sql("pragma " + name).query(String.class).single();
	}

	@Test
	void replicasThatStartTogetherMigrateOnce() throws Exception {
		try (HikariDataSource dataSource = DatabaseServer.open(DatabaseUrl.of(Databases.createPostgreSQL()));
				ExecutorService executor = Executors.newFixedThreadPool(4)) {
			Callable<Integer> replica = () -> DatabaseKind.POSTGRESQL.configure(Flyway.configure())
				.dataSource(dataSource)
				.load()
				.migrate().migrationsExecuted;
			int migrations = 0;
			for (Future<Integer> result : executor.invokeAll(Collections.nCopies(4, replica))) {
				migrations += result.get();
			}
			assertThat(migrations).isEqualTo(5);
		}
	}

	@Test
	void neverLogsThePasswordOfTheDatabase() {
		String url = Databases.createPostgreSQL().replace("postgres:postgres", "postgres:secret-password");
		ServiceProcess service = this.services.process(this.directory, "CHATKIT_MODEL=gpt-5.4",
				"LOGGING_LEVEL_ROOT=DEBUG", "DATABASE_URL=" + url);
		service.awaitPort();
		assertThat(service.output()).contains("Threads are stored in PostgreSQL at 127.0.0.1:", "DEBUG")
			.doesNotContain("secret-password");
	}

	@Test
	void aDataDirectoryThatCannotBeWrittenFailsTheStart() throws Exception {
		Path file = Files.createFile(this.directory.resolve("file"));
		ServiceProcess service = this.services.process(this.directory, "CHATKIT_MODEL=gpt-5.4",
				"CHATKIT_DATA_DIR=" + file.resolve("data"));
		assertThat(service.awaitExit()).isEqualTo(1);
		assertThat(service.output())
			.contains("CHATKIT_DATA_DIR is " + file.resolve("data") + ", but this service cannot write to",
					"Make the directory writable")
			.doesNotContain("\tat ");
	}

	@Test
	void aFileThatIsNoDatabaseFailsTheStart() throws Exception {
		Files.writeString(this.directory.resolve("chatkit.db"), "This is not a database. ".repeat(100));
		ServiceProcess service = this.services.process(this.directory, "CHATKIT_MODEL=gpt-5.4",
				"CHATKIT_DATA_DIR=" + this.directory);
		assertThat(service.awaitExit()).isEqualTo(1);
		assertThat(service.output())
			.contains("CHATKIT_DATA_DIR is " + this.directory + ", but the file chatkit.db in it cannot be used: ",
					"file is not a database", "Restore the file from a backup")
			.doesNotContain("\tat ");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					DATABASE_URL=postgres://chatkit:secret-password@127.0.0.1:1/chat | DATABASE_URL names the database 127.0.0.1:1/chat, which cannot be used: Connection to 127.0.0.1:1 refused
					DATABASE_URL=mysql://chatkit:secret-password@127.0.0.1/chat      | DATABASE_URL must be a URL such as postgresql://
					CHATKIT_THREAD_RETENTION=90s                                     | CHATKIT_THREAD_RETENTION (in the environment) must be at least 1d.
					CHATKIT_THREAD_RETENTION=long                                    | CHATKIT_THREAD_RETENTION (in the environment) must be a duration
					""")
	void aWrongSettingFailsTheStart(String setting, String message) {
		assertThatException().isThrownBy(() -> this.services.start("CHATKIT_MODEL=gpt-5.4", setting))
			.satisfies((ex) -> assertThat(chain(ex)).anyMatch((text) -> text.contains(message))
				.noneMatch((text) -> text.contains("secret-password")));
	}

	private static List<String> chain(Throwable ex) {
		return Stream.iterate(ex, Objects::nonNull, Throwable::getCause).map(Throwable::toString).toList();
	}

}
