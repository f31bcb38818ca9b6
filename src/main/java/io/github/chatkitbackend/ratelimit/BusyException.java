package io.github.chatkitbackend.ratelimit;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Thrown if too many callers compete for a bucket or for the connection. It does not mean
 * that Redis is unavailable.
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
