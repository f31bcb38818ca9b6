package io.github.chatkitbackend.openai;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import mockwebserver3.MockResponse;
import okhttp3.HttpUrl;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The conversations that the stand-in keeps for hosted workflows, oldest first, and the
 * lists of them: {@code GET /v1/chatkit/threads} and its items.
 */
public final class HostedThreads {

	private static final JsonMapper JSON = new JsonMapper();

	private final Map<String, HostedThread> threads = new LinkedHashMap<>();

	private final AtomicInteger calls = new AtomicInteger();

	private volatile int limitEvery;

	private volatile Duration pace = Duration.ZERO;

	/**
	 * Keep threads of some users.
	 * @param count how many
	 */
	public synchronized void generate(int count) {
		for (int i = 0; i < count; i++) {
			HostedThread thread = HostedThread.numbered(i);
			this.threads.put(thread.id(), thread);
		}
	}

	/**
	 * Keep a thread.
	 * @param thread the thread
	 */
	public synchronized void add(HostedThread thread) {
		this.threads.put(thread.id(), thread);
	}

	/**
	 * Refuse one of so many calls with 429.
	 * @param calls how many, 0 for never
	 */
	public void limitEvery(int calls) {
		this.limitEvery = calls;
	}

	/**
	 * Answer each call after some time.
	 * @param pace the time
	 */
	public void pace(Duration pace) {
		this.pace = pace;
	}

	synchronized void reset() {
		this.threads.clear();
		this.pace = Duration.ZERO;
		this.limitEvery = 0;
	}

	private MockResponse answer(ApiRequest request, boolean items) {
		int every = this.limitEvery;
		if (every > 0 && this.calls.incrementAndGet() % every == 0) {
			return OpenAIStandIn.error(429, "rate_limit_exceeded", "Rate limit reached.")
				.setHeader("retry-after-ms", "20")
				.build();
		}
		request.checkChatKitBeta();
		HttpUrl url = request.recorded().getUrl();
		List<ObjectNode> list = items ? items(request.variables().get("thread_id")) : threads(url);
		return ApiResponse.json(200, page(url, list)).headersDelay(this.pace.toMillis(), TimeUnit.MILLISECONDS).build();
	}

	private synchronized List<ObjectNode> items(String threadId) {
		HostedThread thread = this.threads.get(threadId);
		if (thread == null) {
			throw new Refusal(404, null, null, "Thread with id '%s' not found.".formatted(threadId));
		}
		return thread.items();
	}

	private synchronized List<ObjectNode> threads(HttpUrl url) {
		String user = url.queryParameter("user");
		if (user != null && (user.isEmpty() || user.length() > 512)) {
			throw new Refusal(400, "invalid_value", "user", "Invalid 'user'.");
		}
		return this.threads.values()
			.stream()
			.filter((thread) -> user == null || user.equals(thread.user()))
			.map(HostedThread::json)
			.toList();
	}

	/**
	 * A page as the reference describes it: newest first by default, {@code after} and
	 * {@code before} are ids that the list contains.
	 */
	private static JsonNode page(HttpUrl url, List<ObjectNode> oldestFirst) {
		List<String> known = List.of("limit", "order", "after", "before", "user");
		for (String name : url.queryParameterNames()) {
			if (!known.contains(name)) {
				throw new Refusal(400, "unknown_parameter", name, "Unknown parameter: '%s'.".formatted(name));
			}
		}
		List<ObjectNode> list = inOrder(url.queryParameter("order"), oldestFirst);
		String after = url.queryParameter("after");
		String before = url.queryParameter("before");
		int start = (after != null) ? position(list, "after", after) + 1 : 0;
		int end = (before != null) ? position(list, "before", before) : list.size();
		List<ObjectNode> rest = list.subList(Math.min(start, end), end);
		return page(rest.subList(0, Math.min(limit(url.queryParameter("limit")), rest.size())), rest.size());
	}

	private static JsonNode page(List<ObjectNode> page, int rest) {
		ObjectNode json = JSON.createObjectNode().put("object", "list");
		ArrayNode data = json.putArray("data");
		page.forEach(data::add);
		json.put("first_id", page.isEmpty() ? null : page.getFirst().path("id").stringValue());
		json.put("last_id", page.isEmpty() ? null : page.getLast().path("id").stringValue());
		return json.put("has_more", page.size() < rest);
	}

	private static List<ObjectNode> inOrder(String order, List<ObjectNode> oldestFirst) {
		if (order == null || order.equals("desc")) {
			return oldestFirst.reversed();
		}
		if (!order.equals("asc")) {
			throw new Refusal(400, "invalid_value", "order", "Invalid value: '%s'.".formatted(order));
		}
		return oldestFirst;
	}

	private static int limit(String limit) {
		int parsed = (limit != null && limit.matches("\\d{1,3}")) ? Integer.parseInt(limit) : (limit != null) ? -1 : 20;
		if (parsed < 0 || parsed > 100) {
			throw new Refusal(400, "invalid_value", "limit", "Invalid 'limit': must be between 0 and 100.");
		}
		return parsed;
	}

	private static int position(List<ObjectNode> list, String name, String id) {
		for (int i = 0; i < list.size(); i++) {
			if (list.get(i).path("id").stringValue().equals(id)) {
				return i;
			}
		}
		throw new Refusal(400, "invalid_value", name, "No element with id '%s'.".formatted(id));
	}

	List<Route> routes() {
		List<Route> routes = new ArrayList<>();
		routes.add(new ListRoute(Operation.LIST_THREADS, false));
		routes.add(new ListRoute(Operation.LIST_THREAD_ITEMS, true));
		return routes;
	}

	/**
	 * One of the lists.
	 */
	private final class ListRoute implements Route {

		private final Operation operation;

		private final boolean items;

		ListRoute(Operation operation, boolean items) {
			this.operation = operation;
			this.items = items;
		}

		@Override
		public Operation operation() {
			return this.operation;
		}

		@Override
		public MockResponse answer(ApiRequest request) {
			return HostedThreads.this.answer(request, this.items);
		}

	}

}
