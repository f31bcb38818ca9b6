package io.github.chatkitbackend.ratelimit;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

import io.github.bucket4j.distributed.proxy.ProxyManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection to Redis. It is made on first use, so that the service starts while
 * Redis is down, and dropped when it fails: a connection that a network cut silently
 * would be kept for minutes, and Lettuce's own reconnects come ever later.
 */
class RedisConnection implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(RedisConnection.class);

	private final RedisConnector redis;

	private final ReentrantLock connecting = new ReentrantLock();

	private final AtomicReference<RedisConnector.@Nullable Connected> connected = new AtomicReference<>();

	RedisConnection(RedisConnector redis) {
		this.redis = redis;
	}

	/**
	 * Ask Redis. Only the next use of a connection tells that it was cut while idle, so a
	 * failure on a kept connection is final only if a fresh one fails too.
	 * @param <T> the answer
	 * @param question what to ask
	 * @return the answer
	 * @throws BusyException when there are too many callers at a time
	 */
	<T> T ask(Function<ProxyManager<byte[]>, T> question) {
		RedisConnector.Connected kept = this.connected.get();
		if (kept != null) {
			try {
				return ask(kept, question);
			}
			catch (BusyException ex) {
				throw ex;
			}
			catch (RuntimeException ex) {
				logger.debug("Asking Redis again on a fresh connection", ex);
			}
		}
		return ask(connected(), question);
	}

	private <T> T ask(RedisConnector.Connected current, Function<ProxyManager<byte[]>, T> question) {
		try {
			return question.apply(current.buckets());
		}
		catch (BusyException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			// Another caller may have replaced it already
			if (this.connected.compareAndSet(current, null)) {
				current.connection().closeAsync();
			}
			throw ex;
		}
	}

	private RedisConnector.Connected connected() {
		BusyException.lock(this.connecting);
		try {
			RedisConnector.Connected current = this.connected.get();
			if (current == null) {
				current = this.redis.connect();
				this.connected.set(current);
			}
			return current;
		}
		finally {
			this.connecting.unlock();
		}
	}

	@Override
	public void close() {
		this.redis.close();
	}

}
