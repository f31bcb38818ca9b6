package io.github.chatkitbackend.ratelimit;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

import io.github.bucket4j.distributed.proxy.ProxyManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Manages the single connection to Redis. It is created on first use, so that the service
 * starts while Redis is down. It is replaced after a failure, because Lettuce would keep
 * a silently broken connection for minutes and reconnect with increasing delays.
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
	 * Execute commands. An idle connection can break unnoticed, so a failure on an
	 * existing connection is retried once on a new one.
	 * @param <T> the type of the result
	 * @param question the commands to execute
	 * @return the result
	 * @throws BusyException if there are too many concurrent callers
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
				logger.debug("Retrying on a new connection to Redis", ex);
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
			// Another caller may already have replaced the connection
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
