package io.github.chatkitbackend.ratelimit;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;

/**
 * Token buckets by key, stored in this process or in Redis.
 */
interface Buckets {

	/**
	 * Consume a token.
	 * @param key the bucket's key
	 * @param configuration the configuration of a new bucket
	 * @return whether a token was consumed, and the number of remaining tokens
	 */
	ConsumptionProbe take(String key, BucketConfiguration configuration);

}
