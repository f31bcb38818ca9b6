package io.github.chatkitbackend.ratelimit;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Too many callers at a time for one bucket or one connection, which says nothing about
 * Redis.
 */
class BusyException extends RuntimeException {

	static void lock(ReentrantLock lock) {
		try {
			if (!lock.tryLock(RedisConnector.TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
				throw new BusyException();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new BusyException();
		}
	}

}
