package io.github.chatkitbackend.ratelimit;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where several instances share their limits.
 *
 * @param url a Redis or Valkey server, {@code redis://} or, with TLS, {@code rediss://};
 * each instance limits by itself when absent
 */
@ConfigurationProperties("chatkit.redis")
record RedisProperties(@Nullable RedisUrl url) {
}
