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
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import io.github.chatkitbackend.openai.OpenAIStandIn;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * What SIGTERM does to the service, whether it is at work or still starts.
 */
class ShutdownTests {

	@TempDir
	private Path directory;

	@Test
	void endsRequestsUnderWayWellAndRefusesNewOnes() throws Exception {
		try (OpenAIStandIn openai = new OpenAIStandIn();
				ServiceProcess service = start(openai, "CHATKIT_RATE_LIMIT_PER_MINUTE", "0")) {
			int port = service.awaitPort();
			openai.answerAlways(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
			CompletableFuture<HttpResponse<String>> hanging = HttpClient.newHttpClient()
				.sendAsync(session(port), BodyHandlers.ofString());
			await().until(() -> openai.requests().size() == 1);
			service.terminate();
			await().untilAsserted(
					() -> assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> status(port, "/health")));
			assertThat(hanging.join().statusCode()).isEqualTo(504);
			assertThat(service.awaitExit()).isZero();
		}
	}

	@Test
	void takesReadinessDownFirst() throws Exception {
		try (OpenAIStandIn openai = new OpenAIStandIn();
				ServiceProcess service = start(openai, "MANAGEMENT_PORT", "0")) {
			int port = service.awaitPort();
			int managementPort = service.awaitManagementPort();
			assertThat(status(managementPort, "/actuator/health/readiness")).isEqualTo(200);
			openai.answerAlways(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
			CompletableFuture<HttpResponse<String>> hanging = HttpClient.newHttpClient()
				.sendAsync(session(port), BodyHandlers.ofString());
			await().until(() -> openai.requests().size() == 1);
			service.terminate();
			await().until(() -> status(managementPort, "/actuator/health/readiness") == 503);
			assertThat(status(managementPort, "/actuator/health/liveness")).isEqualTo(200);
			assertThat(hanging.join().statusCode()).isEqualTo(504);
			assertThat(service.awaitExit()).isZero();
		}
	}

	@Test
	void endsAtOnceAndWithoutFailureWhileItStarts() throws Exception {
		try (OpenAIStandIn openai = new OpenAIStandIn(); ServiceProcess service = start(openai, "PORT", "0")) {
			service.awaitOutput("Starting ChatKitBackendApplication");
			service.terminate();
			assertThat(service.awaitExit()).isZero();
			assertThat(service.output()).doesNotContain("Exception", "ERROR");
		}
	}

	private ServiceProcess start(OpenAIStandIn openai, String variable, String value) {
		Map<String, String> environment = Backend.variables(openai, variable, value, "PORT", "0")
			.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, (entry) -> entry.getValue().toString()));
		return new ServiceProcess(this.directory, environment);
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
