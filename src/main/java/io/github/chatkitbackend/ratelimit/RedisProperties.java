package io.github.chatkitbackend.ratelimit;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of the Redis server in which instances share their rate limits.
 *
 * @param url URL of a Redis or Valkey server, {@code redis://} or, with TLS,
 * {@code rediss://}. Without it, each instance applies the rate limits separately
 */
@ConfigurationProperties("chatkit.redis")
record RedisProperties(@Nullable RedisUrl url) {
}
