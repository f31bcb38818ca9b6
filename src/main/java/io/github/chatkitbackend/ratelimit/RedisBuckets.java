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
 * Stores buckets in Redis, where all instances share them. While Redis is slow or
 * unavailable, this instance uses its local buckets. It retries Redis every two seconds
 * if there are requests.
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
	 * Bucket4j uses compare-and-swap, so concurrent callers of a bucket would cause each
	 * other to retry. A lock makes them wait instead.
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
				case CLOSED_TO_OPEN -> logger
					.warn("Redis does not answer: until it does, each instance applies the rate limits separately. "
							+ "Check CHATKIT_REDIS_URL and the Redis server");
				case HALF_OPEN_TO_CLOSED -> logger.info("Redis answers again: all instances share the rate limits");
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
			logger.debug("Using local buckets instead of Redis", ex);
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
