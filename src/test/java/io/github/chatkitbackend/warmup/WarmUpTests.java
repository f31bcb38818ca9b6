package io.github.chatkitbackend.warmup;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.stream.Stream;

import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.ServiceProcess;
import io.github.chatkitbackend.Services;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A service that calls itself before it reports ready.
 */
@ChatKitTest(shared = false)
@Execution(ExecutionMode.CONCURRENT)
class WarmUpTests {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private static final String MESSAGE = """
			{"type": "threads.create", "params": {"input": {"content": [{"type": "input_text", "text": "Hi"}],
			"attachments": [], "inference_options": {}}}}""";

	private static final String DONE = "Warmed up for ";

	private final Services services;

	private final OpenAIStandIn openai;

	@TempDir
	private Path directory;

	@TempDir
	private Path temporary;

	WarmUpTests(Services services, OpenAIStandIn openai) {
		this.services = services;
		this.openai = openai;
	}

	@Test
	void delaysReadinessButNotHealth() throws Exception {
		ServiceProcess service = start("CHATKIT_WARM_UP=12s", "CHATKIT_MODEL=gpt-4.1");
		int port = service.awaitPort();
		assertThat(get(port, "/health").statusCode()).isEqualTo(200);
		assertThat(get(port, "/actuator/health/liveness").statusCode()).isEqualTo(200);
		assertThat(get(port, "/actuator/health/readiness").statusCode()).isEqualTo(503);
		assertThat(service.output()).doesNotContain(DONE);
		awaitReadiness(port);
		assertThat(lines(service).dropWhile((line) -> !line.contains("Started ChatKitBackendApplication")).skip(1))
			.singleElement()
			.asString()
			.contains("INFO")
			.containsPattern(DONE + "\\d+ ms with [1-9]\\d* messages, \\d+ lookups, \\d+ sessions");
	}

	@Test
	void leavesNoTrace() throws Exception {
		ServiceProcess service = start("CHATKIT_WARM_UP=8s", "CHATKIT_MODEL=gpt-4.1", "CHATKIT_BACKEND_TOKEN=token",
				"CHATKIT_LOG_FORMAT=ecs", "JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=" + this.temporary);
		int port = service.awaitPort();
		awaitReadiness(port);
		assertThat(threads()).isZero();
		assertThat(this.openai.requests()).isEmpty();
		assertThat(get(port, "/actuator/prometheus").body()).contains("chatkit_turns_first_delta_seconds_count 0")
			.doesNotContain("uri=\"/chatkit\"", "chatkit_turns_seconds_count", "chatkit_sessions_seconds_count",
					"chatkit_openai_seconds_count");
		assertThat(this.temporary).isDirectoryNotContaining("glob:**warm-up*");
		assertThat(post(port, "/chatkit", MESSAGE).body()).contains("thread.item.done");
		assertThat(threads()).isOne();
		await().atMost(PATIENCE).until(() -> service.output().contains("ended: completed"));
		assertThat(lines(service).filter((line) -> line.contains("Turn of thread"))).hasSize(1);
		assertThat(lines(service).skip(1)).allMatch((line) -> line.startsWith("{"));
	}

	@Test
	void callsOnlyWhatIsOn() throws Exception {
		ServiceProcess service = start("CHATKIT_WARM_UP=8s");
		awaitReadiness(service.awaitPort());
		assertThat(service.output()).containsPattern(DONE + "\\d+ ms with 0 messages, 0 lookups, [1-9]\\d* sessions");
	}

	@Test
	void onlyWarnsIfItCannotStart() throws Exception {
		ServiceProcess service = start("CHATKIT_WARM_UP=60s", "CHATKIT_MODEL=gpt-4.1",
				"JAVA_TOOL_OPTIONS=" + "-Dcom.sun.net.httpserver.HttpServerProvider=com.example.Absent");
		int port = service.awaitPort();
		awaitReadiness(port);
		assertThat(lines(service).filter((line) -> line.contains("WARN") && line.contains("warm-up"))).singleElement()
			.asString()
			.contains("The warm-up failed, so the first answers are slow: ");
		assertThat(service.output()).doesNotContain("\tat ");
		assertThat(get(port, "/health").statusCode()).isEqualTo(200);
	}

	@Test
	void isOffByDefault() throws Exception {
		ServiceProcess service = start("CHATKIT_MODEL=gpt-4.1");
		awaitReadiness(service.awaitPort());
		assertThat(service.output()).doesNotContain(DONE, "warm-up");
	}

	private static Stream<String> lines(ServiceProcess service) {
		return service.output().lines();
	}

	private ServiceProcess start(String... settings) {
		return this.services.process(this.directory,
				Stream.concat(Stream.of(settings), Stream.of("CHATKIT_DATA_DIR=" + this.directory))
					.toArray(String[]::new));
	}

	private int threads() throws SQLException {
		try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + this.directory.resolve("chatkit.db"));
				Statement statement = database.createStatement();
				ResultSet rows = statement.executeQuery("select count(*) from threads")) {
			return rows.getInt(1);
		}
	}

	private static void awaitReadiness(int port) {
		await().atMost(PATIENCE).until(() -> get(port, "/actuator/health/readiness").statusCode() == 200);
	}

	private static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
		return send(request(port, path));
	}

	private static HttpResponse<String> post(int port, String path, String body)
			throws IOException, InterruptedException {
		return send(request(port, path).POST(BodyPublishers.ofString(body)).header("ChatKit-User", "alice"));
	}

	private static HttpRequest.Builder request(int port, String path) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
			.header("Authorization", "Bearer token");
	}

	private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
	}

}
