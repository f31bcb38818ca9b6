package io.github.chatkitbackend;

import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;

/**
 * Running services that test classes use one after another. There are as many of them as
 * classes run at a time.
 */
class SharedServices implements AutoCloseable {

	private final int capacity;

	private final BlockingDeque<RunningServices> free = new LinkedBlockingDeque<>();

	SharedServices(int capacity) {
		this.capacity = capacity;
	}

	/**
	 * Lend services to a class, which gives them back when it ends. Those that were used
	 * last are likely to be the ones it needs.
	 */
	Loan lend() {
		RunningServices services = this.free.pollFirst();
		return new Loan((services != null) ? services : new RunningServices(this.capacity), this.free);
	}

	@Override
	public void close() {
		this.free.forEach(RunningServices::close);
	}

	/**
	 * Services that a class uses.
	 *
	 * @param services the services
	 * @param free where they go afterwards
	 */
	record Loan(RunningServices services, BlockingDeque<RunningServices> free) implements AutoCloseable {

		@Override
		public void close() {
			this.free.addFirst(this.services);
		}

	}

}
