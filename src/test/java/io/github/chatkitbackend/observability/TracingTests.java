package io.github.chatkitbackend.observability;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import io.github.chatkitbackend.Answer;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.Services;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Traces, and the ids by which a caller, the log and the traces speak of one request.
 */
@ExtendWith(OutputCaptureExtension.class)
@ChatKitTest
class TracingTests {

	private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";

	@Test
	void callersGetTheIdThatStandsInTheLog(Backend backend, CapturedOutput output) {
		Answer answer = backend.session();
		String id = answer.header("X-Request-Id");
		assertThat(id).matches("[0-9a-f]{32}");
		assertThat(output.getAll().lines().filter((line) -> line.contains("created, OpenAI took"))).singleElement()
			.asString()
			.contains("[" + id + "-");
		assertThat(backend.session("traceparent", "00-" + TRACE_ID + "-00f067aa0ba902b7-01").header("X-Request-Id"))
			.isEqualTo(TRACE_ID);
		assertThat(backend.get("/nope").header("X-Request-Id")).matches("[0-9a-f]{32}");
	}

	@Test
	void spansGoToTheCollectorOverOtlp(Services services) throws IOException, InterruptedException {
		try (MockWebServer collector = new MockWebServer()) {
			collector.start(InetAddress.getLoopbackAddress(), 0);
			collector.enqueue(new MockResponse.Builder().build());
			Backend backend = services.start("OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:" + collector.getPort());
			backend.session("traceparent", "00-" + TRACE_ID + "-00f067aa0ba902b7-01");
			backend.close();
			RecordedRequest export = collector.takeRequest(10, TimeUnit.SECONDS);
			assertThat(export.getTarget()).isEqualTo("/v1/traces");
			assertThat(export.getHeaders().get("Content-Type")).isEqualTo("application/x-protobuf");
			ByteString body = export.getBody();
			assertThat(body.indexOf(ByteString.decodeHex(TRACE_ID))).as("the caller's trace").isNotNegative();
			assertThat(body.string(StandardCharsets.ISO_8859_1))
				.contains("chatkit.openai", "http post", "chatkit-backend")
				.doesNotContain("ek_", OpenAIStandIn.API_KEY);
		}
	}

	@Test
	void nothingIsSentByDefault(Services services, CapturedOutput output) {
		Backend backend = services.start();
		backend.session("traceparent", "00-" + TRACE_ID + "-00f067aa0ba902b7-01");
		backend.close();
		assertThat(output).doesNotContain("4318", "OtlpHttp", "export");
	}

	@Test
	@ChatKitTest(shared = false, settings = "CHATKIT_LOG_FORMAT=ecs")
	void theLogIsJsonWhenAskedFor(Backend backend, CapturedOutput output) {
		String id = backend.session().header("X-Request-Id");
		assertThat(output.getAll().lines().filter((line) -> line.contains("created, OpenAI took"))).singleElement()
			.asString()
			.startsWith("{\"@timestamp\":")
			.contains("\"ecs\":{\"version\"", id);
	}

}
