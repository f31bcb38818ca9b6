package io.github.chatkitbackend.chat.privacy;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

import io.github.chatkitbackend.Answer;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.Services;
import io.github.chatkitbackend.UserToken;
import io.github.chatkitbackend.chat.protocol.EndOfTurn;
import io.github.chatkitbackend.chat.protocol.ThreadMetadata;
import io.github.chatkitbackend.chat.store.Owner;
import io.github.chatkitbackend.chat.store.ThreadStore;
import io.github.chatkitbackend.identity.EndUser;
import io.github.chatkitbackend.identity.UserId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Deletion and export of the data of a user over HTTP.
 */
@ChatKitTest
class UserDataTests {

	private static final String SERVER = "Bearer token";

	private final Services services;

	@TempDir
	private Path directory;

	private Backend backend;

	UserDataTests(Services services) {
		this.services = services;
	}

	@BeforeEach
	void storeThreads() {
		this.backend = this.services.start("CHATKIT_MODEL=gpt-5.4", "CHATKIT_BACKEND_TOKEN=token",
				"CHATKIT_JWT_SECRET=" + UserToken.SECRET, "CHATKIT_DATA_DIR=" + this.directory);
		storeThread("alice@example.com", EndUser.Source.TOKEN, "thr_1");
		storeThread("alice@example.com", EndUser.Source.COOKIE, "thr_2");
		storeThread("bob", EndUser.Source.TOKEN, "thr_3");
	}

	@Test
	void isExportedAsLinesOfJson() {
		Answer export = get("/api/users/alice@example.com/export", SERVER);
		assertThat(export.status()).isEqualTo(200);
		assertThat(export.header("Content-Type")).isEqualTo("application/x-ndjson");
		assertThat(export.header("Cache-Control")).isEqualTo("no-store");
		assertThat(export.body()).isEqualTo("""
				{"thread":{"id":"thr_1","created_at":"1970-01-01T00:00:00Z","status":{"type":"active"},"metadata":{}}}
				{"item":{"type":"end_of_turn","id":"i1","thread_id":"thr_1","created_at":"1970-01-01T00:00:00Z"}}
				{"thread":{"id":"thr_2","created_at":"1970-01-01T00:00:00Z","status":{"type":"active"},"metadata":{}}}
				{"item":{"type":"end_of_turn","id":"i1","thread_id":"thr_2","created_at":"1970-01-01T00:00:00Z"}}
				""");
		assertThat(get("/api/users/nobody/export", SERVER).body()).isEmpty();
	}

	@Test
	void isDeleted() {
		Answer deleted = delete("/api/users/alice@example.com", SERVER);
		assertThat(deleted.status()).isEqualTo(200);
		assertThat(deleted.body()).isEqualTo("{\"threads\":2,\"items\":2}");
		assertThat(get("/api/users/alice@example.com/export", SERVER).body()).isEmpty();
		assertThat(delete("/api/users/alice@example.com", SERVER).body()).isEqualTo("{\"threads\":0,\"items\":0}");
		assertThat(get("/api/users/bob/export", SERVER).body()).contains("thr_3");
	}

	@Test
	void isForTheBackendTokenOnly() {
		String alice = UserToken.of("alice@example.com");
		assertThat(delete("/api/users/alice@example.com", alice).code()).isEqualTo("forbidden");
		assertThat(get("/api/users/alice@example.com/export", alice).status()).isEqualTo(403);
		assertThat(delete("/api/users?id=alice@example.com", alice).code()).isEqualTo("forbidden");
		assertThat(get("/api/users/export?id=alice@example.com", alice).status()).isEqualTo(403);
		assertThat(delete("/api/users/alice@example.com", "Bearer wrong").status()).isEqualTo(401);
		Backend open = this.services.start("CHATKIT_MODEL=gpt-5.4",
				"CHATKIT_DATA_DIR=" + this.directory.resolve("open"));
		assertThat(open.get("/api/users/alice@example.com/export").status()).isEqualTo(403);
		assertThat(get("/api/users/alice@example.com/export", SERVER).body()).contains("thr_1");
	}

	@Test
	void namesAValidUser() {
		for (String path : new String[] { "/api/users/%20", "/api/users", "/api/users?id=", "/api/users?id=%20" }) {
			assertThat(delete(path, SERVER).code()).as(path).isEqualTo("invalid_request");
		}
		assertThat(get("/api/users/export", SERVER).code()).isEqualTo("invalid_request");
	}

	@ParameterizedTest
	@ValueSource(strings = { "auth0|123", "two words", "Jürgen Groß", "a&b=c", "a+b", "#1", "export" })
	void isFoundByAnIdInThePath(String id) {
		storeThread(id, EndUser.Source.TOKEN, "thr_4");
		assertThat(get("/api/users/" + encode(id) + "/export", SERVER).body()).contains("thr_4");
		assertThat(delete("/api/users/" + encode(id), SERVER).body()).isEqualTo("{\"threads\":1,\"items\":1}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://issuer/users/7", "CN=a;O=b", "100%", "%2F", "DOMAIN\\alice", "..", "auth0|123",
			"two words", "Jürgen Groß", "a&b=c", "a+b" })
	void isFoundByAnyIdInTheQuery(String id) {
		storeThread(id, EndUser.Source.TOKEN, "thr_4");
		assertThat(get("/api/users/export?id=" + encode(id), SERVER).body()).contains("thr_4");
		assertThat(delete("/api/users?id=" + encode(id), SERVER).body()).isEqualTo("{\"threads\":1,\"items\":1}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://issuer/users/7", "CN=a;O=b", "100%", "%2F", "DOMAIN\\alice" })
	void isLeftAloneIfThePathCannotContainTheId(String id) {
		storeThread(id, EndUser.Source.TOKEN, "thr_4");
		assertThat(delete("/api/users/" + encode(id), SERVER).code()).isEqualTo("invalid_request");
		assertThat(get("/api/users/export?id=" + encode(id), SERVER).body()).contains("thr_4");
	}

	private Answer get(String path, String authorization) {
		return this.backend.get(path, "Authorization", authorization);
	}

	private Answer delete(String path, String authorization) {
		return this.backend.send("DELETE", path, BodyPublishers.noBody(), "Authorization", authorization);
	}

	private static String encode(String id) {
		return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
	}

	private void storeThread(String user, EndUser.Source source, String threadId) {
		ThreadStore store = this.backend.bean(ThreadStore.class);
		Owner owner = Owner.of(new EndUser(new UserId(user), source, Map.of()));
		store.saveThread(owner, new ThreadMetadata(threadId, Instant.EPOCH));
		store.saveItem(owner, new EndOfTurn("i1", threadId, Instant.EPOCH));
	}

}
