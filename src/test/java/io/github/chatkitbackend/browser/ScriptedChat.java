package io.github.chatkitbackend.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stands in for the endpoint of the chat: answers each operation as a test says, and
 * remembers what it was asked. Lists are empty unless a test says otherwise.
 */
final class ScriptedChat implements AutoCloseable {

	private static final String EMPTY = "{\"data\":[],\"has_more\":false}";

	private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

	private final Map<String, Reply> replies = new ConcurrentHashMap<>();

	private final List<Request> requests = new CopyOnWriteArrayList<>();

	private final HttpServer server;

	private String config = "{}";

	private Page page;

	ScriptedChat() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.setExecutor(this.threads);
		this.server.createContext("/", this::handle);
		this.server.start();
		answer("threads.list", EMPTY).answer("items.list", EMPTY);
	}

	/**
	 * Take the place of the endpoint that a page calls.
	 * @param page the page
	 * @return this endpoint
	 */
	ScriptedChat serve(Page page) {
		this.page = page;
		String url = "http://127.0.0.1:%d/".formatted(this.server.getAddress().getPort());
		page.route("**/chatkit", (route) -> route.resume(new Route.ResumeOptions().setUrl(url)));
		page.route("**/chatkit/config", (route) -> route
			.fulfill(new Route.FulfillOptions().setContentType("application/json").setBody(this.config)));
		return this;
	}

	/**
	 * Say what the service is configured for, from the next visit on.
	 * @param json the options of the widget
	 * @return this endpoint
	 */
	ScriptedChat configure(String json) {
		this.config = json;
		return this;
	}

	/**
	 * Answer an operation with JSON from now on.
	 * @param operation its type
	 * @param json the body
	 * @return this endpoint
	 */
	ScriptedChat answer(String operation, String json) {
		return refuse(operation, 200, json);
	}

	/**
	 * Answer an operation with a status from now on.
	 * @param operation its type
	 * @param status the status
	 * @param json the body
	 * @return this endpoint
	 */
	ScriptedChat refuse(String operation, int status, String json) {
		this.replies.put(operation, (exchange) -> {
			byte[] body = json.getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().set("Content-Type", "application/json");
			exchange.getResponseHeaders().set("Retry-After", "7");
			exchange.sendResponseHeaders(status, body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
		return this;
	}

	/**
	 * Answer an operation with a stream from now on.
	 * @param operation its type
	 * @return the stream, for one request
	 */
	ScriptedStream stream(String operation) {
		ScriptedStream stream = new ScriptedStream();
		this.replies.put(operation, stream::writeTo);
		return stream;
	}

	/**
	 * The requests for an operation so far.
	 * @param operation its type
	 * @return the requests, the oldest first
	 */
	List<Request> requests(String operation) {
		return this.requests.stream()
			.filter((request) -> request.body().path("type").stringValue().equals(operation))
			.toList();
	}

	/**
	 * The newest request for an operation, once there is one.
	 * @param operation its type
	 * @return the request
	 */
	Request last(String operation) {
		this.page.waitForCondition(() -> !requests(operation).isEmpty());
		return requests(operation).getLast();
	}

	private void handle(HttpExchange exchange) throws IOException {
		JsonNode body = new JsonMapper().readTree(exchange.getRequestBody().readAllBytes());
		this.requests.add(new Request(exchange.getRequestHeaders(), body));
		try {
			this.replies.get(body.path("type").stringValue()).writeTo(exchange);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	/**
	 * Writes an answer.
	 */
	private interface Reply {

		void writeTo(HttpExchange exchange) throws IOException, InterruptedException;

	}

	/**
	 * A request as it arrived.
	 */
	record Request(Headers headers, JsonNode body) {

		JsonNode params() {
			return this.body.path("params");
		}

		String header(String name) {
			return this.headers.getFirst(name);
		}

	}

}
