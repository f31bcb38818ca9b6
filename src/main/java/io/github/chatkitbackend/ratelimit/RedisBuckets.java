package io.github.chatkitbackend.ratelimit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.codec.ByteArrayCodec;
import io.micrometer.core.instrument.Counter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Buckets that all instances share. While Redis is slow or gone, this instance limits by
 * itself and looks for Redis again every {@link #PAUSE}.
 */
class RedisBuckets implements Buckets, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(RedisBuckets.class);

	/** A session waits no longer than this for its limit. */
	private static final Duration TIMEOUT = Duration.ofMillis(250);

	private static final Duration PAUSE = Duration.ofSeconds(2);

	private static final String KEY_PREFIX = "chatkit:limit:";

	private final BucketConfiguration configuration;

	private final LocalBuckets local;

	private final Counter fallbacks;

	private final RedisClient client;

	private final CircuitBreaker breaker;

	private final ReentrantLock connecting = new ReentrantLock();

	private volatile @Nullable ProxyManager<byte[]> proxy;

	RedisBuckets(RedisUrl url, BucketConfiguration configuration, LocalBuckets local, Counter fallbacks) {
		this.configuration = configuration;
		this.local = local;
		this.fallbacks = fallbacks;
		RedisURI uri = RedisURI.create(url.value());
		uri.setTimeout(TIMEOUT);
		this.client = RedisClient.create(uri);
		this.client.setOptions(ClientOptions.builder()
			.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
			.socketOptions(SocketOptions.builder().connectTimeout(TIMEOUT).build())
			.timeoutOptions(TimeoutOptions.enabled(TIMEOUT))
			.build());
		this.breaker = breaker();
	}

	private static CircuitBreaker breaker() {
		CircuitBreaker breaker = CircuitBreaker.of("redis",
				CircuitBreakerConfig.custom()
					.slidingWindowSize(1)
					.minimumNumberOfCalls(1)
					.waitDurationInOpenState(PAUSE)
					.permittedNumberOfCallsInHalfOpenState(1)
					.build());
		breaker.getEventPublisher().onStateTransition((event) -> {
			switch (event.getStateTransition()) {
				case CLOSED_TO_OPEN ->
					logger.warn("Redis does not answer: each instance limits by itself until it does. "
							+ "Check CHATKIT_REDIS_URL and the server");
				case HALF_OPEN_TO_CLOSED -> logger.info("Redis answers again: the limits are shared");
				default -> logger.debug("Redis: {}", event.getStateTransition());
			}
		});
		return breaker;
	}

	@Override
	public ConsumptionProbe take(String key) {
		try {
			return this.breaker.executeSupplier(() -> takeShared(key));
		}
		catch (RuntimeException ex) {
			logger.debug("Limiting without Redis", ex);
			this.fallbacks.increment();
			return this.local.take(key);
		}
	}

	private ConsumptionProbe takeShared(String key) {
		return connected().builder()
			.build((KEY_PREFIX + key).getBytes(StandardCharsets.UTF_8), () -> this.configuration)
			.tryConsumeAndReturnRemaining(1);
	}

	/**
	 * Connects on first use, so that the service starts while Redis is down; only one
	 * caller waits for that.
	 */
	private ProxyManager<byte[]> connected() {
		ProxyManager<byte[]> connected = this.proxy;
		if (connected != null) {
			return connected;
		}
		if (!this.connecting.tryLock()) {
			throw new IllegalStateException("Another caller is connecting");
		}
		try {
			connected = this.proxy;
			if (connected == null) {
				connected = connect();
				this.proxy = connected;
			}
			return connected;
		}
		finally {
			this.connecting.unlock();
		}
	}

	private ProxyManager<byte[]> connect() {
		return Bucket4jLettuce.casBasedBuilder(this.client.connect(ByteArrayCodec.INSTANCE))
			.expirationAfterWrite(
					ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(Duration.ofSeconds(10)))
			.requestTimeout(TIMEOUT)
			.build();
	}

	@Override
	public void close() {
		this.client.shutdown(Duration.ZERO, TIMEOUT);
	}

}
