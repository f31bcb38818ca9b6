package io.github.chatkitbackend.ratelimit;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ConnectionFuture;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import org.jspecify.annotations.Nullable;

/**
 * The one connection to Redis. It is made on first use, so that the service starts while
 * Redis is down, and dropped when it fails: a connection that a network cut silently
 * would be kept for minutes, and Lettuce's own reconnects come ever later.
 */
class RedisConnection implements AutoCloseable {

	/** A session waits no longer than this for its limit. */
	static final Duration TIMEOUT = Duration.ofMillis(250);

	/** Shorter, so that a slow answer is told from many callers for one bucket. */
	private static final Duration COMMAND_TIMEOUT = Duration.ofMillis(100);

	private final RedisURI uri;

	private final RedisClient client;

	private final ReentrantLock connecting = new ReentrantLock();

	private volatile @Nullable Connected connected;

	RedisConnection(RedisUrl url) {
		this.uri = RedisURI.create(url.value());
		this.client = RedisClient.create(this.uri);
		this.client.setOptions(ClientOptions.builder()
			.autoReconnect(false)
			.socketOptions(SocketOptions.builder().connectTimeout(TIMEOUT).build())
			.timeoutOptions(TimeoutOptions.enabled(COMMAND_TIMEOUT))
			.build());
	}

	ProxyManager<byte[]> buckets() {
		Connected current = this.connected;
		if (current != null) {
			return current.buckets();
		}
		RedisBuckets.BusyException.lock(this.connecting);
		try {
			current = this.connected;
			if (current == null) {
				current = connect();
				this.connected = current;
			}
			return current.buckets();
		}
		finally {
			this.connecting.unlock();
		}
	}

	private Connected connect() {
		ConnectionFuture<StatefulRedisConnection<byte[], byte[]>> future = this.client
			.connectAsync(ByteArrayCodec.INSTANCE, this.uri);
		try {
			StatefulRedisConnection<byte[], byte[]> connection = future.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
			return new Connected(connection, Bucket4jLettuce.casBasedBuilder(connection)
				.expirationAfterWrite(
						ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(Duration.ofSeconds(10)))
				.requestTimeout(TIMEOUT)
				.build());
		}
		catch (ExecutionException | TimeoutException ex) {
			future.thenAccept(StatefulRedisConnection::closeAsync);
			throw new RedisException("No connection to Redis", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new RedisException("No connection to Redis before an interrupt", ex);
		}
	}

	void disconnect() {
		Connected current = this.connected;
		this.connected = null;
		if (current != null) {
			current.connection().closeAsync();
		}
	}

	@Override
	public void close() {
		this.client.shutdown(Duration.ZERO, TIMEOUT);
	}

	/**
	 * A connection, and the buckets that are reached through it.
	 */
	private record Connected(StatefulRedisConnection<byte[], byte[]> connection, ProxyManager<byte[]> buckets) {
	}

}
