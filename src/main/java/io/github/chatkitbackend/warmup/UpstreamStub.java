package io.github.chatkitbackend.warmup;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Answers a rehearsal in place of OpenAI, so that nothing leaves the process.
 */
final class UpstreamStub implements AutoCloseable {

	private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

	private final HttpServer server;

	UpstreamStub() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
		this.server.createContext("/v1/responses", UpstreamStub::respond);
		this.server.createContext("/v1/chatkit/sessions", UpstreamStub::createSession);
		this.server.setExecutor(this.threads);
		this.server.start();
	}

	String baseUrl() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort() + "/v1";
	}

	/**
	 * Titles are not streamed.
	 */
	private static void respond(HttpExchange exchange) throws IOException {
		String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
		if (request.contains("\"stream\":true")) {
			answer(exchange, "text/event-stream", CannedAnswer.EVENTS);
		}
		else {
			answer(exchange, "application/json", CannedAnswer.RESPONSE);
		}
	}

	private static void createSession(HttpExchange exchange) throws IOException {
		exchange.getRequestBody().readAllBytes();
		answer(exchange, "application/json", CannedAnswer.SESSION);
	}

	private static void answer(HttpExchange exchange, String type, byte[] body) throws IOException {
		exchange.getResponseHeaders().set("Content-Type", type);
		exchange.getResponseHeaders().set("x-request-id", "req_warm_up");
		exchange.sendResponseHeaders(200, body.length);
		exchange.getResponseBody().write(body);
		exchange.close();
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.close();
	}

}
