package io.github.chatkitbackend.web;

import java.time.Duration;

/**
 * The moment by which a caller has its answer, whatever OpenAI does. It is bound to the
 * thread that makes the call, for what OkHttp calls back.
 */
public final class Deadline {

	private static final ScopedValue<Deadline> CURRENT = ScopedValue.newInstance();

	private final long nanos;

	private Deadline(Duration patience) {
		this.nanos = System.nanoTime() + patience.toNanos();
	}

	/**
	 * Make a call that ends in time.
	 * @param <T> its result
	 * @param <X> its failure
	 * @param patience how long it may take
	 * @param call the call
	 * @return its result
	 * @throws X its failure
	 */
	public static <T, X extends Throwable> T call(Duration patience, Call<T, X> call) throws X {
		Deadline deadline = new Deadline(patience);
		return ScopedValue.where(CURRENT, deadline).call(() -> call.within(deadline));
	}

	/**
	 * The time that is left to a step of the current call.
	 * @param limit the longest that the step may take in any case
	 * @return the shorter of both, never less than a millisecond
	 */
	public static Duration remaining(Duration limit) {
		Duration remaining = CURRENT.isBound() ? CURRENT.get().remaining() : limit;
		Duration shorter = (remaining.compareTo(limit) < 0) ? remaining : limit;
		return (shorter.toMillis() > 0) ? shorter : Duration.ofMillis(1);
	}

	private Duration remaining() {
		return Duration.ofNanos(this.nanos - System.nanoTime());
	}

	/**
	 * Wait, unless the deadline would pass meanwhile.
	 * @param pause how long
	 * @return whether there is time left
	 */
	public boolean pause(Duration pause) {
		if (pause.compareTo(remaining()) >= 0) {
			return false;
		}
		try {
			Thread.sleep(pause);
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/**
	 * What is done before the deadline.
	 *
	 * @param <T> its result
	 * @param <X> its failure
	 */
	public interface Call<T, X extends Throwable> {

		/**
		 * Do it.
		 * @param deadline the deadline
		 * @return the result
		 * @throws X the failure
		 */
		T within(Deadline deadline) throws X;

	}

}
