package io.github.chatkitbackend.openai;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import tools.jackson.databind.JsonNode;

/**
 * Stands in for OpenAI's API on a local port. It checks requests as strictly as OpenAI
 * does and answers them as completely. Tests queue the failures they need, for all
 * operations or for one.
 */
public class OpenAIStandIn implements AutoCloseable {

	/** The one API key that the stand-in accepts. */
	public static final String API_KEY = "sk-proj-standInKeyThatOnlyTheStandInAccepts";

	/** A workflow that the stand-in knows. */
	public static final String WORKFLOW_ID = "wf_stand_in";

	private final MockWebServer server = new MockWebServer();

	private final Responses responses = new Responses();

	private final CreateModeration moderation = new CreateModeration();

	private final HostedThreads threads = new HostedThreads();

	private final List<Route> routes = Stream
		.concat(Stream.of(new CreateSession(), new CreateResponse(this.responses), this.moderation,
				new CreateTranscription()), this.threads.routes().stream())
		.toList();

	private final Calls all = new Calls();

	private final Map<Operation, Calls> calls = new ConcurrentHashMap<>();

	private volatile CountDownLatch hold = new CountDownLatch(0);

	/**
	 * Starts a stand-in on a free port of the loopback interface.
	 */
	public OpenAIStandIn() {
		this.server.setDispatcher(new Dispatcher() {

			@Override
			public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
				MockResponse response = respond(request);
				OpenAIStandIn.this.hold.await();
				return response;
			}

		});
		try {
			this.server.start(InetAddress.getLoopbackAddress(), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private MockResponse respond(RecordedRequest request) {
		MockResponse prepared = this.all.record(request);
		List<String> segments = segments(request.getUrl());
		for (Route route : this.routes) {
			Optional<Map<String, String>> variables = route.operation().match(request.getMethod(), segments);
			if (variables.isPresent()) {
				MockResponse special = calls(route.operation()).record(request);
				prepared = (prepared != null) ? prepared : special;
				return (prepared != null) ? prepared : answer(route, new ApiRequest(request, variables.get()));
			}
		}
		return (prepared != null) ? prepared : unknown(request);
	}

	/**
	 * The segments below {@code /v1}, or none.
	 */
	private static List<String> segments(HttpUrl url) {
		List<String> segments = url.pathSegments();
		return segments.getFirst().equals("v1") ? segments.subList(1, segments.size()) : List.of();
	}

	private static MockResponse answer(Route route, ApiRequest request) {
		try {
			request.checkApiKey(API_KEY);
			return route.answer(request);
		}
		catch (Refusal refusal) {
			return ApiResponse.error(refusal).build();
		}
	}

	private static MockResponse unknown(RecordedRequest request) {
		return error(404, null, "Invalid URL (%s %s)".formatted(request.getMethod(), request.getUrl().encodedPath()))
			.build();
	}

	/**
	 * The root of the API, for {@code OPENAI_BASE_URL}.
	 * @return the URL
	 */
	public String baseUrl() {
		return "http://127.0.0.1:" + this.server.getPort() + "/v1";
	}

	/**
	 * The calls of one operation.
	 * @param operation the operation
	 * @return its calls
	 */
	public Calls calls(Operation operation) {
		return this.calls.computeIfAbsent(operation, (_) -> new Calls());
	}

	/**
	 * The answers of the model.
	 * @return the answers to {@link Operation#CREATE_RESPONSE}
	 */
	public Responses responses() {
		return this.responses;
	}

	/**
	 * The conversations of hosted workflows.
	 * @return the threads
	 */
	public HostedThreads threads() {
		return this.threads;
	}

	/**
	 * Answer the next requests, whatever their operation, with these responses. Then go
	 * back to normal.
	 * @param responses one response per request
	 */
	public void answerNext(MockResponse... responses) {
		this.all.answerNext(responses);
	}

	/**
	 * Answer every request, whatever its operation, with this response.
	 * @param response the response, or {@code null} to go back to normal
	 */
	public void answerAlways(MockResponse response) {
		this.all.answerAlways(response);
	}

	/**
	 * Hold all answers back until {@link #release()}.
	 */
	public void hold() {
		this.hold = new CountDownLatch(1);
	}

	/**
	 * Hold the verdicts of the moderation back until a test allows them.
	 * @param latch what to wait for
	 */
	public void holdModeration(CountDownLatch latch) {
		this.moderation.hold(latch);
	}

	/**
	 * Send the answers that were held back.
	 */
	public void release() {
		this.hold.countDown();
	}

	/**
	 * Forget what was queued and recorded.
	 */
	public void reset() {
		release();
		this.all.reset();
		this.calls.values().forEach(Calls::reset);
		this.responses.reset();
		this.threads.reset();
		this.moderation.hold(new CountDownLatch(0));
	}

	/**
	 * What has been asked since the last reset, whatever the operation.
	 * @return the requests, oldest first
	 */
	public List<RecordedRequest> requests() {
		return this.all.requests();
	}

	/**
	 * The body of the newest request.
	 * @return its JSON
	 */
	public JsonNode lastBody() {
		return this.all.lastBody();
	}

	/**
	 * An error as OpenAI words it.
	 * @param status the HTTP status
	 * @param code OpenAI's code, may be {@code null}
	 * @param message OpenAI's message
	 * @return the answer
	 */
	public static MockResponse.Builder error(int status, String code, String message) {
		return ApiResponse.error(new Refusal(status, code, null, message));
	}

	@Override
	public void close() {
		release();
		this.server.close();
	}

}
