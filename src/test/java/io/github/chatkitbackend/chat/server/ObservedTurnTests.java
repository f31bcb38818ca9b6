package io.github.chatkitbackend.chat.server;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Pattern;

import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.Services;
import io.github.chatkitbackend.chat.mcp.McpTestServer;
import io.github.chatkitbackend.chat.mcp.TestTool;
import io.github.chatkitbackend.openai.ModelAnswer;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What operators learn of a turn: metrics, a trace, and one line in the log.
 */
@ExtendWith(OutputCaptureExtension.class)
@ChatKitTest(shared = false, settings = { "CHATKIT_MODEL=gpt-5.5", "CHATKIT_BACKEND_TOKEN=token" })
class ObservedTurnTests {

	private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";

	@Test
	void countInMetricsThatNameNobody(Backend backend, OpenAIStandIn openai) {
		converse(backend);
		openai.responses().stream(ModelAnswer.begin().failed("server_error", "no"));
		converse(backend);
		String metrics = backend.get("/actuator/prometheus", "Authorization", "Bearer token").body();
		assertThat(metrics).containsPattern("chatkit_turns_seconds_count\\{.*outcome=\"completed\".*} 1")
			.containsPattern("chatkit_turns_seconds_count\\{.*outcome=\"failed\".*} 1")
			.containsPattern("chatkit_store_seconds_count\\{.*operation=\"write_turn\",outcome=\"success\".*} [1-9]")
			.containsPattern("chatkit_tokens_total\\{kind=\"input\",model=\"gpt-5.5\"} [1-9]")
			.contains("chatkit_turns_first_delta_seconds_count 1", "chatkit_streams_open 0.0");
		assertThat(metrics).doesNotContain("alice", "thr_", "Secret");
	}

	@Test
	void leaveOneLineInTheLogThatSaysNothingOfTheConversation(Backend backend, CapturedOutput output) {
		String thread = converse(backend, "traceparent", "00-" + TRACE_ID + "-00f067aa0ba902b7-01");
		assertThat(output.getAll().lines().filter((line) -> line.contains(thread))).singleElement()
			.asString()
			.matches(".*INFO.*\\[" + TRACE_ID + "-.*Turn of thread " + thread
					+ " ended: completed after \\d+ ms, first text after \\d+ ms, "
					+ "tokens \\d+ in, \\d+ out \\(request req_\\w+, req_\\w+\\)");
		assertThat(output).doesNotContain("Secret");
	}

	@Test
	void areTracedFromTheRequestToTheModelTheToolsAndTheDatabase(Services services, OpenAIStandIn openai)
			throws Exception {
		try (MockWebServer collector = new MockWebServer();
				McpTestServer tools = McpTestServer.start(TestTool.ofText("look", (_) -> "found"))) {
			collector.start(InetAddress.getLoopbackAddress(), 0);
			collector.setDispatcher(new Collector());
			openai.responses().stream(ModelAnswer.begin().functionCall("look", "{}"), ModelAnswer.of("Hello"));
			Backend backend = services.start("CHATKIT_MODEL=gpt-5.5", "CHATKIT_BACKEND_TOKEN=token",
					"CHATKIT_MCP_TASKS_URL=" + tools.url(),
					"OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:" + collector.getPort());
			converse(backend, "traceparent", "00-" + TRACE_ID + "-00f067aa0ba902b7-01");
			backend.close();
			assertThat(spans(collector))
				.contains("chatkit.turn", "chatkit.store", "chatkit.openai", "gen_ai.request.model", "gpt-5.5",
						"gen_ai.usage.output_tokens")
				.containsPattern(
						"(?s)" + Pattern.quote(latin1(ByteString.decodeHex(TRACE_ID))) + ".{10,40}chatkit\\.mcp")
				.doesNotContain("Secret", "alice");
		}
	}

	/**
	 * What the service has exported until it was closed, in one call or several.
	 */
	private static String spans(MockWebServer collector) throws InterruptedException {
		Buffer all = new Buffer();
		for (int calls = collector.getRequestCount(); calls > 0; calls--) {
			all.write(Objects.requireNonNull(collector.takeRequest().getBody()));
		}
		ByteString body = all.readByteString();
		// Every span is part of the caller's trace
		assertThat(traces(body)).isGreaterThan(5);
		return latin1(body);
	}

	private static String latin1(ByteString bytes) {
		return bytes.string(StandardCharsets.ISO_8859_1);
	}

	private static int traces(ByteString body) {
		ByteString trace = ByteString.decodeHex(TRACE_ID);
		int count = 0;
		for (int i = body.indexOf(trace); i >= 0; i = body.indexOf(trace, i + 1)) {
			count++;
		}
		return count;
	}

	private static String converse(Backend backend, String... headers) {
		String[] all = new String[headers.length + 4];
		System.arraycopy(new String[] { "Authorization", "Bearer token", "ChatKit-User", "alice" }, 0, all, 0, 4);
		System.arraycopy(headers, 0, all, 4, headers.length);
		String events = backend
			.post("/chatkit",
					"{\"type\":\"threads.create\",\"params\":{\"input\":{\"content\":[{\"type\":\"input_text\","
							+ "\"text\":\"Secret question\"}],\"attachments\":[],\"inference_options\":{}}}}",
					all)
			.body();
		return events.replaceAll("(?s).*?\"(thr_[0-9a-f]+)\".*", "$1");
	}

	/**
	 * Accepts whatever is exported.
	 */
	private static final class Collector extends Dispatcher {

		@Override
		public MockResponse dispatch(RecordedRequest request) {
			return new MockResponse.Builder().build();
		}

	}

}
