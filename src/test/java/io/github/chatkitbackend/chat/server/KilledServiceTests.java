package io.github.chatkitbackend.chat.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.ServiceProcess;
import io.github.chatkitbackend.Services;
import io.github.chatkitbackend.openai.ModelAnswer;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A service that is killed in the middle of an answer.
 */
@ChatKitTest(shared = false)
class KilledServiceTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@TempDir
	private Path directory;

	@Test
	void hasTheAnswerThatItsUserSawWhenItIsBack(Services services, OpenAIStandIn openai) throws Exception {
		CountDownLatch never = new CountDownLatch(1);
		openai.responses().stream(ModelAnswer.begin().text("Half a").await(never));
		ServiceProcess killed = start(services);
		String thread;
		try (ChatStream stream = ChatStream.open(killed.awaitPort(),
				"{\"type\":\"threads.create\",\"params\":{\"input\":{\"content\":[{\"type\":\"input_text\","
						+ "\"text\":\"hello\"}],\"attachments\":[],\"inference_options\":{}}}}")) {
			thread = stream.await("thread.created").replaceAll("(?s).*?\"(thr_[0-9a-f]+)\".*", "$1");
			stream.await("Half a");
			await().atMost(PATIENCE).until(this::drafts, (drafts) -> drafts == 1);
			killed.kill();
		}
		never.countDown();
		int port = start(services).awaitPort();
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(items(port, thread)).contains("hello", "Half a"));
	}

	private ServiceProcess start(Services services) {
		return services.process(this.directory, "CHATKIT_MODEL=gpt-5.5", "CHATKIT_BACKEND_TOKEN=token",
				"CHATKIT_THREAD_TITLES_ENABLED=false", "CHATKIT_DATA_DIR=" + this.directory);
	}

	private int drafts() throws SQLException {
		try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + this.directory.resolve("chatkit.db"));
				ResultSet rows = database.createStatement().executeQuery("select count(*) from drafts")) {
			return rows.getInt(1);
		}
	}

	private static String items(int port, String thread) throws IOException, InterruptedException {
		try (HttpClient client = HttpClient.newHttpClient()) {
			HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/chatkit"))
				.POST(HttpRequest.BodyPublishers
					.ofString("{\"type\":\"items.list\",\"params\":{\"thread_id\":\"%s\"}}".formatted(thread)))
				.header("Authorization", "Bearer token")
				.header("ChatKit-User", "alice")
				.build();
			return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
		}
	}

}
