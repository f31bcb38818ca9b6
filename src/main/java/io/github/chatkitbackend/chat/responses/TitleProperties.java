package io.github.chatkitbackend.chat.responses;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Whether threads get titles.
 *
 * @param enabled yes by default
 */
@ConfigurationProperties("chatkit.thread-titles")
record TitleProperties(@Nullable Boolean enabled) {
}
