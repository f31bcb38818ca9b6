package io.github.chatkitbackend.web;

import java.time.Duration;

/**
 * The time by which a call must end. It is bound to the thread that makes the call, so
 * that callbacks of OkHttp can read it.
 */
public final class Deadline {

	private static final ScopedValue<Deadline> CURRENT = ScopedValue.newInstance();

	private final long nanos;

	private Deadline(Duration patience) {
		this.nanos = System.nanoTime() + patience.toNanos();
	}

	/**
	 * Make a call with a deadline.
	 * @param <T> the type of its result
	 * @param <X> the type of its failure
	 * @param patience how long the call may take
	 * @param call the call
	 * @return its result
	 * @throws X its failure
	 */
	public static <T, X extends Throwable> T call(Duration patience, Call<T, X> call) throws X {
		Deadline deadline = new Deadline(patience);
		return ScopedValue.where(CURRENT, deadline).call(() -> call.within(deadline));
	}

	/**
	 * The time that is left for a step of the current call.
	 * @param limit the maximum time for the step
	 * @return the shorter of both, at least one millisecond
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
	 * Wait, unless the deadline would pass in the meantime.
	 * @param pause how long to wait
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
	 * A call with a deadline.
	 *
	 * @param <T> the type of its result
	 * @param <X> the type of its failure
	 */
	public interface Call<T, X extends Throwable> {

		/**
		 * Make the call.
		 * @param deadline the deadline
		 * @return the result
		 * @throws X the failure
		 */
		T within(Deadline deadline) throws X;

	}

}
