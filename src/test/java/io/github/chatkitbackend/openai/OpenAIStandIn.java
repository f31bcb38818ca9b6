package io.github.chatkitbackend.openai;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;

import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.ByteString;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Stands in for OpenAI's sessions endpoint on a local port, as strictly as OpenAI checks
 * its requests and as completely as it answers them. Tests queue the failures they need.
 */
public class OpenAIStandIn implements AutoCloseable {

	/** The one API key that the stand-in accepts. */
	public static final String API_KEY = "sk-proj-standInKeyThatOnlyTheStandInAccepts";

	/** A workflow that the stand-in knows. */
	public static final String WORKFLOW_ID = "wf_stand_in";

	private static final Set<String> WORKFLOWS = Set.of(WORKFLOW_ID, "wf_sales");

	private static final JsonMapper JSON = new JsonMapper();

	private final MockWebServer server = new MockWebServer();

	private final Deque<MockResponse> failures = new ConcurrentLinkedDeque<>();

	private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();

	private volatile MockResponse always;

	/**
	 * Starts a stand-in on a free port of the loopback interface.
	 */
	public OpenAIStandIn() {
		this.server.setDispatcher(new Dispatcher() {

			@Override
			public MockResponse dispatch(RecordedRequest request) {
				OpenAIStandIn.this.requests.add(request);
				MockResponse failure = OpenAIStandIn.this.failures.poll();
				MockResponse prepared = (failure != null) ? failure : OpenAIStandIn.this.always;
				return (prepared != null) ? prepared : answer(request);
			}

		});
		try {
			this.server.start(InetAddress.getLoopbackAddress(), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The root of the API, for {@code OPENAI_BASE_URL}.
	 * @return the URL
	 */
	public String baseUrl() {
		return "http://127.0.0.1:" + this.server.getPort() + "/v1";
	}

	/**
	 * Answer the next requests with these responses, then go back to normal.
	 * @param responses an answer a request
	 */
	public void answerNext(MockResponse... responses) {
		this.failures.addAll(List.of(responses));
	}

	/**
	 * Answer every request with this response.
	 * @param response the answer, or {@code null} to go back to normal
	 */
	public void answerAlways(MockResponse response) {
		this.always = response;
	}

	/**
	 * Forget what was queued and recorded.
	 */
	public void reset() {
		this.failures.clear();
		this.requests.clear();
		this.always = null;
	}

	/**
	 * What has been asked since the last reset.
	 * @return the requests, oldest first
	 */
	public List<RecordedRequest> requests() {
		return List.copyOf(this.requests);
	}

	/**
	 * The body of the newest request.
	 * @return its JSON
	 */
	public JsonNode lastBody() {
		return JSON.readTree(text(this.requests.getLast()));
	}

	/**
	 * An error as OpenAI words it.
	 * @param status the HTTP status
	 * @param code OpenAI's code, may be {@code null}
	 * @param message OpenAI's message
	 * @return the answer
	 */
	public static MockResponse.Builder error(int status, String code, String message) {
		return error(new Refusal(status, code, null, message));
	}

	private static MockResponse.Builder error(Refusal refusal) {
		ObjectNode body = JSON.createObjectNode();
		body.putObject("error")
			.put("message", refusal.getMessage())
			.put("type", (refusal.status() < 500) ? "invalid_request_error" : "server_error")
			.put("param", refusal.param())
			.put("code", refusal.code());
		return json(refusal.status(), body);
	}

	private static MockResponse.Builder json(int status, JsonNode body) {
		return new MockResponse.Builder().code(status)
			.setHeader("Content-Type", "application/json")
			.setHeader("x-request-id", "req_" + hex(16))
			.body(body.toString());
	}

	private static MockResponse answer(RecordedRequest request) {
		try {
			checkHeaders(request);
			JsonNode body = parse(request);
			SessionSchema.check(body);
			checkWorkflow(body.at("/workflow/id").stringValue());
			return json(200, session(body)).build();
		}
		catch (Refusal refusal) {
			return error(refusal).build();
		}
	}

	private static void checkHeaders(RecordedRequest request) {
		if (!request.getMethod().equals("POST") || !request.getTarget().equals("/v1/chatkit/sessions")) {
			throw new Refusal(404, null, null,
					"Invalid URL (%s %s)".formatted(request.getMethod(), request.getTarget()));
		}
		String authorization = String.valueOf(request.getHeaders().get("Authorization"));
		if (!authorization.startsWith("Bearer ")) {
			throw new Refusal(401, null, null, "You didn't provide an API key.");
		}
		if (!authorization.equals("Bearer " + API_KEY)) {
			throw new Refusal(401, "invalid_api_key", null,
					"Incorrect API key provided: %s. You can find your API key at https://platform.openai.com/account/api-keys."
						.formatted(mask(authorization.substring("Bearer ".length()))));
		}
		if (!"chatkit_beta=v1".equals(request.getHeaders().get("OpenAI-Beta"))) {
			throw new Refusal(400, "invalid_beta", null,
					"You must provide the 'OpenAI-Beta' header to access the ChatKit API: 'OpenAI-Beta: chatkit_beta=v1'.");
		}
		if (!String.valueOf(request.getHeaders().get("Content-Type")).startsWith("application/json")) {
			throw new Refusal(400, "unsupported_content_type", null, "Invalid Content-Type header.");
		}
	}

	private static String mask(String key) {
		return (key.length() < 12) ? "***" : key.substring(0, 8) + "*****" + key.substring(key.length() - 4);
	}

	private static JsonNode parse(RecordedRequest request) {
		try {
			return JSON.readTree(text(request));
		}
		catch (JacksonException ex) {
			throw new Refusal(400, null, null, "We could not parse the JSON body of your request.");
		}
	}

	private static String text(RecordedRequest request) {
		ByteString body = request.getBody();
		return (body != null) ? body.utf8() : "";
	}

	private static void checkWorkflow(String id) {
		if (!WORKFLOWS.contains(id)) {
			throw new Refusal(404, null, null, "Workflow with id '%s' not found.".formatted(id));
		}
	}

	private static ObjectNode session(JsonNode request) {
		long seconds = request.at("/expires_after/seconds").asLong(600);
		int limit = request.at("/rate_limits/max_requests_per_1_minute").asInt(10);
		ObjectNode session = JSON.createObjectNode()
			.put("id", "cksess_" + hex(24))
			.put("object", "chatkit.session")
			.put("expires_at", Instant.now().getEpochSecond() + seconds)
			.put("client_secret", "ek_" + hex(32));
		ObjectNode workflow = session.putObject("workflow");
		workflow.put("id", request.at("/workflow/id").stringValue());
		workflow.set("version", orNull(request.at("/workflow/version")));
		workflow.set("state_variables", orNull(request.at("/workflow/state_variables")));
		workflow.putObject("tracing").put("enabled", request.at("/workflow/tracing/enabled").asBoolean(true));
		session.put("user", request.path("user").stringValue());
		session.putObject("rate_limits").put("max_requests_per_1_minute", limit);
		session.put("max_requests_per_1_minute", limit);
		session.put("status", "active");
		configuration(session.putObject("chatkit_configuration"), request.path("chatkit_configuration"));
		return session;
	}

	private static void configuration(ObjectNode configuration, JsonNode request) {
		configuration.putObject("automatic_thread_titling")
			.put("enabled", request.at("/automatic_thread_titling/enabled").asBoolean(true));
		boolean uploads = request.at("/file_upload/enabled").asBoolean(false);
		configuration.putObject("file_upload")
			.put("enabled", uploads)
			.put("max_file_size", request.at("/file_upload/max_file_size").asInt(512))
			.put("max_files", request.at("/file_upload/max_files").asInt(10));
		ObjectNode history = configuration.putObject("history");
		history.put("enabled", request.at("/history/enabled").asBoolean(true));
		history.set("recent_threads", orNull(request.at("/history/recent_threads")));
	}

	private static JsonNode orNull(JsonNode node) {
		return node.isMissingNode() ? JSON.nullNode() : node;
	}

	private static String hex(int bytes) {
		byte[] random = new byte[bytes];
		ThreadLocalRandom.current().nextBytes(random);
		return HexFormat.of().formatHex(random);
	}

	@Override
	public void close() {
		this.server.close();
	}

}
