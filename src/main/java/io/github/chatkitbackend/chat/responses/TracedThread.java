package io.github.chatkitbackend.chat.responses;

import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

import io.micrometer.context.ContextSnapshotFactory;

/**
 * Starts work beside the agent's thread that belongs to the same trace.
 */
final class TracedThread {

	private static final ContextSnapshotFactory CONTEXT = ContextSnapshotFactory.builder().build();

	private TracedThread() {
	}

	/**
	 * A virtual thread that has not been started yet.
	 */
	static Thread of(String name, Runnable work) {
		return Thread.ofVirtual().name(name).unstarted(CONTEXT.captureAll().wrap(work));
	}

	/**
	 * Begin to find something out.
	 */
	static <T> Future<T> start(String name, Callable<T> work) {
		FutureTask<T> task = new FutureTask<>(work);
		of(name, task).start();
		return task;
	}

}
