package io.github.chatkitbackend.ratelimit;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;

/**
 * A bucket of tokens for every key, kept in this process or in Redis.
 */
interface Buckets {

	/**
	 * Take a token.
	 * @param key the bucket's key
	 * @param configuration what the bucket holds when it is new
	 * @return whether there was a token, and what is left
	 */
	ConsumptionProbe take(String key, BucketConfiguration configuration);

}
