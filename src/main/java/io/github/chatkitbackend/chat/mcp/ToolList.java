package io.github.chatkitbackend.chat.mcp;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * The tools of a server as far as they are known. They are listed again when the server
 * announces a change, after a failure, and once a minute while they are used, because not
 * every server can announce a change.
 */
class ToolList {

	/** Shortest time between two lists. */
	private static final Duration PAUSE = Duration.ofSeconds(2);

	private static final Duration MAX_AGE = Duration.ofMinutes(1);

	private final Source source;

	private final McpHttp threads;

	private final ReentrantLock lock = new ReentrantLock();

	private List<OfferedTool> tools = List.of();

	private boolean trusted;

	private boolean changed;

	private long listedAt = System.nanoTime() - MAX_AGE.toNanos();

	private @Nullable CompletableFuture<Void> running;

	ToolList(Source source, McpHttp threads) {
		this.source = source;
		this.threads = threads;
	}

	/**
	 * The tools that are known.
	 */
	List<OfferedTool> known() {
		this.lock.lock();
		try {
			return this.tools;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * List the tools in the background if that is due.
	 * @return what to wait for, or {@code null} if the known tools will do
	 */
	@Nullable CompletableFuture<Void> refreshIfNeeded() {
		this.lock.lock();
		try {
			if (age().compareTo(this.trusted ? MAX_AGE : PAUSE) > 0) {
				start();
			}
			return this.trusted ? null : this.running;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * List the tools in the background, because they have changed.
	 */
	void refresh() {
		this.lock.lock();
		try {
			this.changed = true;
			start();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * A call has failed, so the next turn waits for a new list.
	 */
	void distrust() {
		this.lock.lock();
		try {
			this.trusted = false;
		}
		finally {
			this.lock.unlock();
		}
	}

	private Duration age() {
		return Duration.ofNanos(System.nanoTime() - this.listedAt);
	}

	private void start() {
		if (this.running == null) {
			CompletableFuture<Void> listing = new CompletableFuture<>();
			this.running = listing;
			this.threads.run(() -> list(listing));
		}
	}

	private void list(CompletableFuture<Void> listing) {
		try {
			Thread.sleep(begin());
			end(this.source.list());
		}
		catch (InterruptedException ex) {
			// The service stops
		}
		finally {
			listing.complete(null);
		}
	}

	/**
	 * A server may announce changes all the time.
	 * @return how long to wait
	 */
	private Duration begin() {
		this.lock.lock();
		try {
			this.changed = false;
			Duration wait = PAUSE.minus(age());
			return wait.isPositive() ? wait : Duration.ZERO;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void end(@Nullable List<OfferedTool> listed) {
		this.lock.lock();
		try {
			this.tools = (listed != null) ? listed : List.of();
			this.trusted = listed != null;
			this.listedAt = System.nanoTime();
			this.running = null;
			if (this.changed) {
				start();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Asks the server.
	 */
	interface Source {

		/**
		 * List the tools.
		 * @return the tools, or {@code null} if the server does not answer
		 * @throws InterruptedException if the service stops
		 */
		@Nullable List<OfferedTool> list() throws InterruptedException;

	}

}
