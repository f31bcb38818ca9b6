package io.github.chatkitbackend.chat.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.Services;
import io.github.chatkitbackend.chat.protocol.ChatId;
import io.github.chatkitbackend.chat.protocol.EndOfTurn;
import io.github.chatkitbackend.chat.protocol.ThreadMetadata;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * A PostgreSQL server that stops and comes back while a service runs.
 */
@ChatKitTest(shared = false)
class DatabaseOutageTests {

	private static final Owner OWNER = new Owner("user:alice");

	private final ThreadMetadata thread = new ThreadMetadata(ChatId.THREAD.next(), Instant.EPOCH);

	@TempDir
	private Path directory;

	@Test
	void endsWithoutARestart(Services services) throws Exception {
		EmbeddedPostgres server = start(0);
		int port = server.getPort();
		Backend backend = services.start("CHATKIT_MODEL=gpt-5.4", "CHATKIT_BACKEND_TOKEN=token",
				"DATABASE_URL=postgresql://postgres:postgres@127.0.0.1:" + port + "/postgres");
		ThreadStore store = backend.bean(ThreadStore.class);
		store.saveThread(OWNER, this.thread);
		TurnLease lease = backend.bean(TurnLeases.class).claim(OWNER, this.thread.id());
		assertThat(lease.tryAcquire()).isTrue();
		server.close();
		assertThatExceptionOfType(StoreUnavailableException.class)
			.isThrownBy(() -> store.thread(OWNER, this.thread.id()));
		assertThatExceptionOfType(StoreUnavailableException.class)
			.isThrownBy(() -> lease.write((writer) -> writer.saveThread(this.thread)));
		assertThat(backend.get("/api/users/alice/export", "Authorization", "Bearer token").code())
			.isEqualTo("database_unavailable");
		assertThat(readiness(backend)).isEqualTo(200);
		await().atMost(Duration.ofMinutes(1)).until(() -> readiness(backend) == 503);
		assertThat(backend.get("/actuator/health/liveness").status()).isEqualTo(200);
		try (EmbeddedPostgres _ = start(port)) {
			await().atMost(Duration.ofMinutes(1)).until(() -> readiness(backend) == 200);
			lease.write((writer) -> writer.saveItem(new EndOfTurn("i1", this.thread.id(), Instant.EPOCH)));
			assertThat(store.item(OWNER, this.thread.id(), "i1")).isNotNull();
		}
	}

	private EmbeddedPostgres start(int port) throws IOException {
		EmbeddedPostgres.Builder server = EmbeddedPostgres.builder()
			.setDataDirectory(this.directory.resolve("postgresql"))
			.setCleanDataDirectory(false);
		return ((port != 0) ? server.setPort(port) : server).start();
	}

	private static int readiness(Backend backend) {
		return backend.get("/actuator/health/readiness").status();
	}

}
