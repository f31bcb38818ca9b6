package io.github.chatkitbackend.migration;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;
import io.github.chatkitbackend.identity.UserId;
import io.github.chatkitbackend.openai.FailedCallException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Reads threads with their items, oldest first. Calls to OpenAI take long, so that many
 * threads are read at the same time, some of them ahead.
 */
class ConversationReader implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(ConversationReader.class);

	private static final int AHEAD = 64;

	private final HostedThreads source;

	private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

	private final BlockingQueue<Future<Reading>> ahead = new ArrayBlockingQueue<>(AHEAD);

	private @Nullable Future<Reading> next;

	ConversationReader(HostedThreads source, @Nullable UserId user) {
		this.source = source;
		this.executor.submit(() -> list(user));
	}

	/**
	 * The next thread, or {@code null} if it is not there after some time.
	 */
	@Nullable Reading next(Duration wait) throws InterruptedException {
		Future<Reading> next = (this.next != null) ? this.next
				: this.ahead.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
		this.next = next;
		if (next == null) {
			return null;
		}
		try {
			Reading reading = next.get(wait.toMillis(), TimeUnit.MILLISECONDS);
			this.next = null;
			return reading;
		}
		catch (TimeoutException ex) {
			return null;
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex.getCause());
		}
	}

	private @Nullable Void list(@Nullable UserId user) throws InterruptedException {
		Reading last;
		try {
			@Nullable String after = null;
			do {
				HostedThreads.Page page = this.source.threads(user, after);
				for (JsonNode thread : page.data()) {
					this.ahead.put(this.executor.submit(() -> read(thread)));
				}
				after = page.next();
			}
			while (after != null);
			last = new Reading.End();
		}
		catch (FailedCallException ex) {
			last = Reading.Aborted.of(ex);
		}
		catch (ApiException ex) {
			last = new Reading.Aborted("OpenAI's list of threads has a gap", "Start the import again");
		}
		this.ahead.put(CompletableFuture.completedFuture(last));
		return null;
	}

	private Reading read(JsonNode json) throws InterruptedException {
		HostedThread thread = HostedThread.of(json);
		if (thread == null) {
			return new Reading.Skipped("without an id, a user or a time");
		}
		String problem = UserId.problem(thread.user());
		return (problem != null) ? new Reading.Skipped("whose user cannot exist here: a user id " + problem)
				: read(thread);
	}

	private Reading read(HostedThread thread) throws InterruptedException {
		try {
			return new Reading.Complete(HostedConversation.of(thread, this.source.items(thread.id())));
		}
		catch (FailedCallException ex) {
			return switch (ex.code()) {
				case ErrorCode.THREAD_NOT_FOUND -> new Reading.Skipped("that were deleted at OpenAI meanwhile");
				case ErrorCode.OPENAI_CREDENTIALS_REJECTED -> Reading.Aborted.of(ex);
				default -> new Reading.Failed(thread.id());
			};
		}
		catch (ApiException ex) {
			return new Reading.Failed(thread.id());
		}
		catch (RuntimeException ex) {
			// One thread must not keep the others from being copied
			logger.error("Thread {} could not be converted. Report this with the stack trace", thread.id(), ex);
			return new Reading.Failed(thread.id());
		}
	}

	/**
	 * End all calls at once.
	 */
	@Override
	public void close() {
		this.executor.shutdownNow();
	}

}
