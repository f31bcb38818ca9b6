package com.example.langchain4j;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Answers like OpenAI's chat completions, with prepared streams.
 */
final class ChatCompletions implements AutoCloseable {

	private final Queue<List<String>> answers = new ConcurrentLinkedQueue<>();

	private final Queue<String> requests = new ConcurrentLinkedQueue<>();

	private final HttpServer server;

	ChatCompletions() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/v1/chat/completions", this::answer);
		this.server.start();
	}

	String baseUrl() {
		return "http://localhost:" + this.server.getAddress().getPort() + "/v1";
	}

	/**
	 * Answer the next call with these deltas.
	 */
	void next(String... deltas) {
		this.answers.add(List.of(deltas));
	}

	List<String> requests() {
		return List.copyOf(this.requests);
	}

	private void answer(HttpExchange exchange) throws IOException {
		try (exchange) {
			this.requests.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
			exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
			exchange.sendResponseHeaders(200, 0);
			OutputStream out = exchange.getResponseBody();
			for (String delta : this.answers.remove()) {
				String reason = delta.contains("tool_calls") ? "\"tool_calls\"" : "null";
				out.write("""
						data: {"id":"1","object":"chat.completion.chunk","created":1,"model":"m",\
						"choices":[{"index":0,"delta":%s,"finish_reason":%s}]}

						""".formatted(delta, reason).getBytes(StandardCharsets.UTF_8));
				out.flush();
			}
			out.write("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
		}
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
