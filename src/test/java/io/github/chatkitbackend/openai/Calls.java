package io.github.chatkitbackend.openai;

import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;

import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import tools.jackson.databind.JsonNode;

/**
 * The calls of an operation, or of all: what was asked, and what a test wants to be
 * answered in place of the usual.
 */
public final class Calls {

	private final Deque<MockResponse> next = new ConcurrentLinkedDeque<>();

	private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();

	private volatile MockResponse always;

	/**
	 * Answer the next requests with these responses, then go back to normal.
	 * @param responses one response per request
	 */
	public void answerNext(MockResponse... responses) {
		this.next.addAll(List.of(responses));
	}

	/**
	 * Answer every request with this response.
	 * @param response the response, or {@code null} to go back to normal
	 */
	public void answerAlways(MockResponse response) {
		this.always = response;
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
		return ApiRequest.json(this.requests.getLast());
	}

	/**
	 * Record a request.
	 * @return the response that the test has prepared for it, or {@code null}
	 */
	MockResponse record(RecordedRequest request) {
		this.requests.add(request);
		MockResponse prepared = this.next.poll();
		return (prepared != null) ? prepared : this.always;
	}

	void reset() {
		this.next.clear();
		this.requests.clear();
		this.always = null;
	}

}
