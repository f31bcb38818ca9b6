package io.github.chatkitbackend.openai;

import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

import tools.jackson.databind.JsonNode;

/**
 * What the stand-in's model answers, and what became of its streams.
 */
public final class Responses {

	private final Deque<ModelAnswer> streamed = new ConcurrentLinkedDeque<>();

	private final Deque<ModelAnswer> whole = new ConcurrentLinkedDeque<>();

	private final AtomicInteger open = new AtomicInteger();

	/** Replaced by each reset, so that streams that began before it do not count. */
	private volatile AtomicInteger left = new AtomicInteger();

	private volatile Duration pace = Duration.ZERO;

	/**
	 * Answer the next requests for a stream with these answers, then go back to normal.
	 * @param answers one answer per request
	 */
	public void stream(ModelAnswer... answers) {
		this.streamed.addAll(List.of(answers));
	}

	/**
	 * Answer the next requests for a whole response with these answers, then go back to
	 * normal.
	 * @param answers one answer per request
	 */
	public void whole(ModelAnswer... answers) {
		this.whole.addAll(List.of(answers));
	}

	/**
	 * Write at the pace of a model.
	 * @param pace time between two deltas
	 */
	public void pace(Duration pace) {
		this.pace = pace;
	}

	/**
	 * The number of streams that have neither ended nor been left by their clients.
	 * @return the number
	 */
	public int open() {
		return this.open.get();
	}

	/**
	 * The number of streams since the last reset whose clients have left before the end.
	 * @return the number
	 */
	public int left() {
		return this.left.get();
	}

	Duration pace() {
		return this.pace;
	}

	ModelAnswer next(JsonNode request) {
		ModelAnswer prepared = (request.path("stream").asBoolean(false) ? this.streamed : this.whole).poll();
		return (prepared != null) ? prepared : FriendlyAnswer.to(request);
	}

	/**
	 * Count a stream.
	 * @return what to increment if its client leaves
	 */
	AtomicInteger begun() {
		this.open.incrementAndGet();
		return this.left;
	}

	void ended() {
		this.open.decrementAndGet();
	}

	void reset() {
		this.streamed.clear();
		this.whole.clear();
		this.pace = Duration.ZERO;
		this.left = new AtomicInteger();
	}

}
