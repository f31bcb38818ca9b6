package io.github.chatkitbackend.ratelimit;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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

/**
 * Connects to Redis, within limits on the time that a caller may be kept.
 */
class RedisConnector implements AutoCloseable {

	/** A caller waits no longer than this for a connection, a lock, or a bucket. */
	static final Duration TIMEOUT = Duration.ofMillis(250);

	/** Shorter, so that a slow answer is told from many callers for one bucket. */
	private static final Duration COMMAND_TIMEOUT = Duration.ofMillis(100);

	private final RedisURI uri;

	private final RedisClient client;

	private final Duration timeout;

	RedisConnector(RedisUrl url) {
		this(url, TIMEOUT, COMMAND_TIMEOUT);
	}

	RedisConnector(RedisUrl url, Duration timeout, Duration commandTimeout) {
		this.timeout = timeout;
		this.uri = RedisURI.create(url.value());
		this.client = RedisClient.create(this.uri);
		this.client.setOptions(ClientOptions.builder()
			.autoReconnect(false)
			.socketOptions(SocketOptions.builder().connectTimeout(timeout).build())
			.timeoutOptions(TimeoutOptions.enabled(commandTimeout))
			.build());
	}

	Connected connect() {
		ConnectionFuture<StatefulRedisConnection<byte[], byte[]>> future = this.client
			.connectAsync(ByteArrayCodec.INSTANCE, this.uri);
		try {
			StatefulRedisConnection<byte[], byte[]> connection = future.get(this.timeout.toMillis(),
					TimeUnit.MILLISECONDS);
			return new Connected(connection, Bucket4jLettuce.casBasedBuilder(connection)
				.expirationAfterWrite(
						ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(Duration.ofSeconds(10)))
				.requestTimeout(this.timeout)
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

	@Override
	public void close() {
		this.client.shutdown(Duration.ZERO, this.timeout);
	}

	/**
	 * A connection, and the buckets that are reached through it.
	 */
	record Connected(StatefulRedisConnection<byte[], byte[]> connection, ProxyManager<byte[]> buckets) {
	}

}
