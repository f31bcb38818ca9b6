package io.github.chatkitbackend;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

import io.github.chatkitbackend.openai.OpenAIStandIn;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests SIGTERM, both while the service runs and while it starts.
 */
@ChatKitTest(shared = false)
@Execution(ExecutionMode.CONCURRENT)
class ShutdownTests {

	private final OpenAIStandIn openai;

	private final Services services;

	@TempDir
	private Path directory;

	ShutdownTests(OpenAIStandIn openai, Services services) {
		this.openai = openai;
		this.services = services;
	}

	@Test
	void endsRequestsUnderWayWellAndRefusesNewOnes() throws Exception {
		ServiceProcess service = this.services.process(this.directory, "CHATKIT_OPENAI_DEADLINE=3s");
		int port = service.awaitPort();
		this.openai.answerAlways(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
		CompletableFuture<HttpResponse<String>> hanging = HttpClient.newHttpClient()
			.sendAsync(session(port), BodyHandlers.ofString());
		await().until(() -> this.openai.requests().size() == 1);
		service.terminate();
		await().untilAsserted(
				() -> assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> status(port, "/health")));
		assertThat(hanging.join().statusCode()).isEqualTo(504);
		assertThat(service.awaitExit()).isZero();
	}

	@Test
	void takesReadinessDownFirst() throws Exception {
		ServiceProcess service = this.services.process(this.directory, "MANAGEMENT_PORT=0",
				"CHATKIT_OPENAI_DEADLINE=3s");
		int port = service.awaitPort();
		int managementPort = service.awaitManagementPort();
		assertThat(status(managementPort, "/actuator/health/readiness")).isEqualTo(200);
		this.openai.answerAlways(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
		CompletableFuture<HttpResponse<String>> hanging = HttpClient.newHttpClient()
			.sendAsync(session(port), BodyHandlers.ofString());
		await().until(() -> this.openai.requests().size() == 1);
		service.terminate();
		await().until(() -> status(managementPort, "/actuator/health/readiness") == 503);
		assertThat(status(managementPort, "/actuator/health/liveness")).isEqualTo(200);
		assertThat(hanging.join().statusCode()).isEqualTo(504);
		assertThat(service.awaitExit()).isZero();
	}

	@Test
	void endsAtOnceAndWithoutFailureWhileItStarts() throws Exception {
		ServiceProcess service = this.services.process(this.directory);
		service.awaitOutput("Starting ChatKitBackendApplication");
		service.terminate();
		assertThat(service.awaitExit()).isZero();
		assertThat(service.output()).doesNotContain("Exception", "ERROR");
	}

	private static HttpRequest session(int port) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/chatkit/session"))
			.POST(BodyPublishers.noBody())
			.build();
	}

	private static int status(int port, String path) throws IOException, InterruptedException {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
					BodyHandlers.discarding())
			.statusCode();
	}

}
