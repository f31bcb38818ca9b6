package io.github.chatkitbackend.chat.store;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.sql.DataSource;

import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.ServiceProcess;
import io.github.chatkitbackend.Services;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
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
		Backend backend = this.services.start("CHATKIT_DATA_DIR=" + data, "DATABASE_URL=postgresql://127.0.0.1:1/none");
		assertThatExceptionOfType(NoSuchBeanDefinitionException.class).isThrownBy(() -> backend.bean(DataSource.class));
		assertThat(data).doesNotExist();
		assertThat(backend.get("/actuator/health/readiness").status()).isEqualTo(200);
		assertThat(backend.send("DELETE", "/api/users/alice", BodyPublishers.noBody()).status()).isEqualTo(404);
	}

	@Test
	void opensTheEmbeddedDatabaseInTheDataDirectory() {
		Path data = this.directory.resolve("new").resolve("data");
		Backend backend = this.services.start("CHATKIT_MODEL=gpt-5.4", "CHATKIT_DATA_DIR=" + data);
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
		String url = Databases.createPostgreSQL();
		List<ServiceProcess> replicas = List.of(replica(url), replica(url));
		replicas.forEach(ServiceProcess::awaitPort);
		assertThat(replicas).allSatisfy((replica) -> assertThat(replica.output())
			.contains("Threads are stored in PostgreSQL at 127.0.0.1:%d/".formatted(URI.create(url).getPort()))
			.doesNotContain("postgres:postgres", "WARN  ", "ERROR"));
		try (var dataSource = DatabaseServer.open(DatabaseUrl.of(url))) {
			assertThat(JdbcClient.create(dataSource)
				.sql("select count(*) from flyway_schema_history")
				.query(Integer.class)
				.single()).isOne();
		}
	}

	private ServiceProcess replica(String url) {
		return this.services.process(this.directory, "CHATKIT_MODEL=gpt-5.4", "CHATKIT_BACKEND_TOKEN=token",
				"DATABASE_URL=" + url);
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
	void aServerThatDoesNotAnswerFailsTheStart() throws Exception {
		ServiceProcess service = this.services.process(this.directory, "CHATKIT_MODEL=gpt-5.4",
				"DATABASE_URL=postgres://chatkit:secret-password@127.0.0.1:1/chat");
		assertThat(service.awaitExit()).isEqualTo(1);
		assertThat(service.output()).contains("DATABASE_URL names the database 127.0.0.1:1/chat", "refused")
			.doesNotContain("secret-password", "\tat ");
	}

	@Test
	void aRetentionOfLessThanADayFailsTheStart() throws Exception {
		ServiceProcess service = this.services.process(this.directory, "CHATKIT_MODEL=gpt-5.4",
				"CHATKIT_THREAD_RETENTION=90s", "DATABASE_URL=mysql://chatkit:secret-password@db/chat");
		assertThat(service.awaitExit()).isEqualTo(1);
		assertThat(service.output())
			.contains("CHATKIT_THREAD_RETENTION (in the environment) must be at least 1d.",
					"DATABASE_URL (in the environment) must be a URL such as postgresql://")
			.doesNotContain("secret-password", "\tat ");
	}

}
