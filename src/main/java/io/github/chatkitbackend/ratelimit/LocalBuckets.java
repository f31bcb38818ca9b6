package io.github.chatkitbackend.ratelimit;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;

/**
 * Stores buckets in this process. The maximum of {@value #MAX_BUCKETS} buckets limits the
 * memory for requests from many addresses.
 */
class LocalBuckets implements Buckets {

	static final int MAX_BUCKETS = 100_000;

	private final Cache<String, Bucket> buckets;

	/**
	 * Create the store.
	 * @param refill the time after which an unused bucket is full and can be removed
	 */
	LocalBuckets(Duration refill) {
		this.buckets = Caffeine.newBuilder().maximumSize(MAX_BUCKETS).expireAfterAccess(refill).build();
	}

	@Override
	public ConsumptionProbe take(String key, BucketConfiguration configuration) {
		return this.buckets.get(key, (_) -> create(configuration)).tryConsumeAndReturnRemaining(1);
	}

	private static Bucket create(BucketConfiguration configuration) {
		return Bucket.builder().addLimit(configuration.getBandwidths()[0]).build();
	}

	long size() {
		this.buckets.cleanUp();
		return this.buckets.estimatedSize();
	}

}
