package io.github.chatkitbackend.migration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.chatkitbackend.Answer;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.Services;
import io.github.chatkitbackend.chat.store.Databases;
import io.github.chatkitbackend.openai.ModelAnswer;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import io.github.chatkitbackend.openai.Operation;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The statements of {@code docs/moving.md} make a conversation that its user can read and
 * continue.
 */
@ChatKitTest(shared = false)
class MovingGuideTests {

	private static final Pattern STATEMENTS = Pattern.compile("(?s)```sql\n(?<sql>.*?)```");

	private static final String THREAD = "\"thread_id\":\"thr_5f0c1a2b\"";

	@TempDir
	private Path directory;

	private final Services services;

	private final OpenAIStandIn openai;

	MovingGuideTests(Services services, OpenAIStandIn openai) {
		this.services = services;
		this.openai = openai;
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void statementsMakeAConversation(boolean postgreSQL) throws Exception {
		String url = postgreSQL ? Databases.createPostgreSQL() : null;
		Backend backend = service(url);
		execute(url, statements());
		JsonNode threads = ask(backend, "alice", "threads.list", "").json();
		assertThat(threads.at("/data/0/title").stringValue()).isEqualTo("Delivery times");
		JsonNode thread = ask(backend, "alice", "threads.get_by_id", THREAD).json();
		assertThat(thread.at("/items/data/0/content/0/text").stringValue()).isEqualTo("When does my parcel arrive?");
		assertThat(ask(backend, "bob", "threads.get_by_id", THREAD).status()).isEqualTo(404);
		assertThat(continued(backend)).contains("Tomorrow.");
		assertThat(sentToTheModel()).contains("When does my parcel arrive?");
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void pythonTimesAndAttachmentsWithoutBytesAreUnderstood(boolean postgreSQL) throws Exception {
		String url = postgreSQL ? Databases.createPostgreSQL() : null;
		Backend backend = service(url);
		execute(url, statements().replace("20Z", "20.123456+00:00").replace("\"attachments\": []", """
				"attachments": [{"type": "file", "id": "atc_1", "name": "receipt.pdf", "mime_type": "application/pdf",
				"upload_descriptor": null, "thread_id": null, "metadata": null}]"""));
		JsonNode thread = ask(backend, "alice", "threads.get_by_id", THREAD).json();
		assertThat(thread.path("created_at").stringValue()).startsWith("2025-10-09T08:53:20.123456");
		assertThat(thread.at("/items/data/0/attachments/0/name").stringValue()).isEqualTo("receipt.pdf");
		assertThat(continued(backend)).contains("Tomorrow.");
		assertThat(sentToTheModel()).contains("The file receipt.pdf is not available");
	}

	private Backend service(String url) {
		return this.services.start((url != null) ? "DATABASE_URL=" + url : "CHATKIT_DATA_DIR=" + this.directory,
				"CHATKIT_MODEL=gpt-4.1", "CHATKIT_BACKEND_TOKEN=token", "CHATKIT_THREAD_TITLES_ENABLED=false");
	}

	private static String statements() throws IOException {
		Matcher block = STATEMENTS.matcher(Files.readString(Path.of("../docs/moving.md")));
		assertThat(block.find()).isTrue();
		return block.group("sql");
	}

	private void execute(String url, String statements) throws SQLException {
		String jdbc = (url != null)
				? "jdbc:" + url.replace("postgres:postgres@", "") + "?user=postgres&password=postgres"
				: "jdbc:sqlite:" + this.directory.resolve("chatkit.db");
		try (Connection database = DriverManager.getConnection(jdbc);
				Statement statement = database.createStatement()) {
			for (String sql : List.of(statements.split(";\n"))) {
				if (!sql.isBlank()) {
					statement.execute(sql);
				}
			}
		}
	}

	private String continued(Backend backend) {
		this.openai.responses().stream(ModelAnswer.of("Tomorrow."));
		return ask(backend, "alice", "threads.add_user_message", THREAD
				+ ",\"input\":{\"content\":[{\"type\":\"input_text\",\"text\":\"Tell me\"}],\"attachments\":[],\"inference_options\":{}}")
			.body();
	}

	private String sentToTheModel() {
		return this.openai.calls(Operation.CREATE_RESPONSE).requests().getLast().getBody().utf8();
	}

	private static Answer ask(Backend backend, String user, String type, String params) {
		return backend.post("/chatkit", "{\"type\":\"%s\",\"params\":{%s}}".formatted(type, params), "Authorization",
				"Bearer token", "ChatKit-User", user);
	}

}
