package io.github.chatkitbackend.migration;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends the process on SIGTERM and Ctrl-C when the thread that is being stored is stored.
 */
final class StopSignal implements AutoCloseable {

	/** Shorter than the grace periods of orchestrators. */
	private static final int PATIENCE_SECONDS = 8;

	private final CountDownLatch ended = new CountDownLatch(1);

	private final Thread hook = new Thread(this::stop);

	private volatile boolean given;

	StopSignal() {
		Runtime.getRuntime().addShutdownHook(this.hook);
	}

	boolean isGiven() {
		return this.given;
	}

	private void stop() {
		this.given = true;
		try {
			this.ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		Runtime.getRuntime().halt(1);
	}

	/**
	 * The work has ended.
	 */
	@Override
	public void close() {
		this.ended.countDown();
		if (!this.given) {
			Runtime.getRuntime().removeShutdownHook(this.hook);
		}
	}

}
