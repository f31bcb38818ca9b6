package io.github.chatkitbackend.ratelimit;

import io.github.bucket4j.ConsumptionProbe;

/**
 * A bucket of tokens for every key, kept in this process or in Redis.
 */
interface Buckets {

	ConsumptionProbe take(String key);

}
