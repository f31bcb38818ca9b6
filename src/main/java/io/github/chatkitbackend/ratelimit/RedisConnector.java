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
 * Connects to Redis, with timeouts that limit how long a caller waits.
 */
class RedisConnector implements AutoCloseable {

	/** The maximum time that a caller waits for a connection, a lock, or a bucket. */
	static final Duration TIMEOUT = Duration.ofMillis(250);

	/**
	 * The timeout of a command. It is shorter, so that a slow Redis is distinguishable
	 * from contention for a bucket.
	 */
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
			throw new RedisException("Failed to connect to Redis", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new RedisException("Interrupted while connecting to Redis", ex);
		}
	}

	@Override
	public void close() {
		this.client.shutdown(Duration.ZERO, this.timeout);
	}

	/**
	 * A connection, and the buckets that are accessible through it.
	 */
	record Connected(StatefulRedisConnection<byte[], byte[]> connection, ProxyManager<byte[]> buckets) {
	}

}
