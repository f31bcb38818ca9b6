package io.github.chatkitbackend.chat.mcp;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What MCP servers may send, but the server of the Java SDK does not.
 */
@ExtendWith(OutputCaptureExtension.class)
class McpWireTests {

	private final List<JsonNode> received = new CopyOnWriteArrayList<>();

	private final MockWebServer server = new MockWebServer();

	private String version = "2025-06-18";

	private String tools = "{\"tools\":[{\"name\":\"one\",\"inputSchema\":{\"type\":\"object\"}}]}";

	private Scripted answerToCall = json("{\"content\":[]}");

	@BeforeEach
	void start() throws Exception {
		this.server.setDispatcher(new Dispatcher() {

			@Override
			public MockResponse dispatch(RecordedRequest request) {
				return request.getMethod().equals("POST") ? answer(request)
						: new MockResponse.Builder().code(405).build();
			}

		});
		this.server.start(InetAddress.getLoopbackAddress(), 0);
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	private MockResponse answer(RecordedRequest request) {
		JsonNode message = RpcMessages.JSON.readTree(request.getBody().utf8());
		this.received.add(message);
		Scripted answer = switch (message.path("method").asString("")) {
			case "initialize" -> json("{\"protocolVersion\":\"" + this.version + "\"}");
			case "tools/list" -> json(message.at("/params/cursor").asString("").equals("2")
					? "{\"tools\":[{\"name\":\"second page\"}]}" : this.tools);
			case "tools/call" -> this.answerToCall;
			default -> new Scripted("text/plain", null);
		};
		return answer.with(message.path("id").toString());
	}

	private static Scripted json(String result) {
		return new Scripted("application/json; charset=utf-8",
				"{\"jsonrpc\":\"2.0\",\"id\":#ID#,\"result\":" + result + "}");
	}

	private static Scripted events(String... messages) {
		StringBuilder body = new StringBuilder(": welcome\n\nid: 1\ndata:\n\n");
		for (String message : messages) {
			body.append("event: message\ndata: ").append(message).append("\n\n");
		}
		return new Scripted("text/event-stream", body.toString());
	}

	private ConnectedTools connect() {
		return ConnectedTools.to("http://localhost:" + this.server.getPort() + "/mcp");
	}

	private List<JsonNode> received(String method) {
		return this.received.stream().filter((message) -> message.path("method").asString("").equals(method)).toList();
	}

	@Test
	void readsAllPagesOfTools() {
		this.tools = "{\"tools\":[{\"name\":\"one\"}],\"nextCursor\":\"2\"}";
		try (ConnectedTools tools = connect()) {
			assertThat(tools.names()).containsExactly("one", "tasks_second_page");
			assertThat(tools.tool("one").description().parameters().toString())
				.isEqualTo("{\"type\":\"object\",\"properties\":{}}");
		}
	}

	@Test
	void findsTheAnswerAmongOtherMessages() throws Exception {
		this.answerToCall = events(
				"{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{\"progress\":1}}",
				"{\"jsonrpc\":\"2.0\",\"id\":#ID#,\"method\":\"ping\"}",
				"{\"jsonrpc\":\"2.0\",\"id\":\"s1\",\"method\":\"sampling/createMessage\",\"params\":{}}",
				"{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}",
				"{\"jsonrpc\":\"2.0\",\"id\":999,\"result\":{}}",
				"{\"jsonrpc\":\"2.0\",\"id\":#ID#,\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"done\"}]}}");
		try (ConnectedTools tools = connect()) {
			assertThat(tools.text("one", "{}")).isEqualTo("done");
			await().until(() -> this.received.stream().anyMatch((message) -> message.has("result")));
			await().until(() -> this.received.stream().anyMatch((message) -> message.has("error")));
			assertThat(this.received).anyMatch((message) -> message.path("id").asString("").equals("s1")
					&& message.at("/error/code").asInt(0) == -32601);
			await().atMost(ConnectedTools.LONG).until(() -> received("tools/list").size() > 1);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					{"type":"audio","data":"AAAA","mimeType":"audio/wav"}               | you cannot hear
					{"type":"image","data":"AAAA","mimeType":"image/svg+xml"}           | you cannot see
					{"type":"resource","resource":{"uri":"a://b","text":"the text"}}    | the text
					{"type":"resource","resource":{"uri":"a://b","blob":"AAAA"}}        | cannot read: a://b
					{"type":"resource_link","uri":"a://b","name":"n"}                   | Link to a resource: a://b
					{"type":"hologram"}                                                 | cannot read
					{"type":"resource","resource":{"uri":"a:b","blob":"AA==","mimeType":"image/png"}} | data:image/png;base64,AA==
					""")
	void describesWhatAToolReturns(String content, String words) throws Exception {
		this.answerToCall = json("{\"content\":[" + content + "]}");
		try (ConnectedTools tools = connect()) {
			assertThat(ConnectedTools.start(tools.tool("one"), "{}").result().toString()).contains(words);
		}
	}

	@Test
	void saysThatAToolReturnedNothing() throws Exception {
		try (ConnectedTools tools = connect()) {
			assertThat(tools.text("one", "{}")).isEqualTo("The tool is done and returned nothing.");
		}
	}

	@Test
	void takesTheEndOfAStreamForAFailure() throws Exception {
		this.answerToCall = events("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\"}");
		try (ConnectedTools tools = connect()) {
			assertThat(tools.text("one", "{}")).contains("its server does not work");
		}
	}

	@ParameterizedTest
	@CsvSource({ "2025-11-25,true", "2025-03-26,true", "2024-11-05,false", "2099-01-01,false" })
	void refusesVersionsThatItDoesNotKnow(String version, boolean known, CapturedOutput output) {
		this.version = version;
		try (ConnectedTools tools = connect()) {
			assertThat(tools.names()).hasSize(known ? 1 : 0);
			assertThat(output.getAll().contains("version of the protocol that is not supported: " + version))
				.isEqualTo(!known);
		}
	}

	@Test
	void doesNotFollowRedirects(CapturedOutput output) {
		this.server.setDispatcher(new Dispatcher() {

			@Override
			public MockResponse dispatch(RecordedRequest request) {
				return new MockResponse.Builder().code(307).setHeader("Location", "http://127.0.0.1:1/").build();
			}

		});
		try (ConnectedTools tools = connect()) {
			assertThat(tools.names()).isEmpty();
			assertThat(output).contains("The tools of MCP server tasks are not available: it answered with status 307");
		}
	}

	/**
	 * An answer.
	 *
	 * @param type its content type
	 * @param body its body, with a placeholder for the id of the request
	 */
	private record Scripted(String type, String body) {

		MockResponse with(String id) {
			MockResponse.Builder response = new MockResponse.Builder().setHeader("Content-Type", this.type);
			return (this.body != null) ? response.body(this.body.replace("#ID#", id)).build()
					: response.code(202).build();
		}

	}

}
