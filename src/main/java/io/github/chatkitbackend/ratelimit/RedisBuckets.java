package io.github.chatkitbackend.ratelimit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeoutException;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Buckets that all instances share. While Redis is slow or gone, this instance limits by
 * itself, and looks for Redis again every two seconds that it has callers.
 */
class RedisBuckets implements Buckets, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(RedisBuckets.class);

	private static final Duration PAUSE = Duration.ofSeconds(2);

	private static final int LOCKS = 64;

	private final LocalBuckets local;

	private final Counter fallbacks;

	private final RedisConnection redis;

	private final CircuitBreaker breaker = breaker();

	/**
	 * Bucket4j compares and swaps, so callers who share a bucket would make each other
	 * try again; here they queue.
	 */
	private final ReentrantLock[] locks = Stream.generate(ReentrantLock::new)
		.limit(LOCKS)
		.toArray(ReentrantLock[]::new);

	RedisBuckets(RedisConnector redis, LocalBuckets local, Counter fallbacks) {
		this.local = local;
		this.fallbacks = fallbacks;
		this.redis = new RedisConnection(redis);
	}

	private static CircuitBreaker breaker() {
		CircuitBreaker breaker = CircuitBreaker.of("redis",
				CircuitBreakerConfig.custom()
					.slidingWindowSize(1)
					.minimumNumberOfCalls(1)
					.waitDurationInOpenState(PAUSE)
					.permittedNumberOfCallsInHalfOpenState(1)
					.maxWaitDurationInHalfOpenState(PAUSE)
					.ignoreException((ex) -> ex instanceof BusyException)
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
	public ConsumptionProbe take(String key, BucketConfiguration configuration) {
		try {
			return this.breaker.executeSupplier(() -> takeInTurn(key, configuration));
		}
		catch (RuntimeException ex) {
			logger.debug("Limiting without Redis", ex);
			this.fallbacks.increment();
			return this.local.take(key, configuration);
		}
	}

	private ConsumptionProbe takeInTurn(String key, BucketConfiguration configuration) {
		ReentrantLock lock = this.locks[Math.floorMod(key.hashCode(), LOCKS)];
		BusyException.lock(lock);
		try {
			return this.redis.ask((buckets) -> take(buckets, key, configuration));
		}
		finally {
			lock.unlock();
		}
	}

	private static ConsumptionProbe take(ProxyManager<byte[]> buckets, String key, BucketConfiguration configuration) {
		try {
			return buckets.builder()
				.build(("chatkit:limit:" + key).getBytes(StandardCharsets.UTF_8), () -> configuration)
				.tryConsumeAndReturnRemaining(1);
		}
		catch (TimeoutException ex) {
			throw new BusyException();
		}
	}

	@Override
	public void close() {
		this.redis.close();
	}

}
