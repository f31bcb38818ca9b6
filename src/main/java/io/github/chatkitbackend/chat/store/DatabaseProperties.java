package io.github.chatkitbackend.chat.store;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where several instances share threads.
 *
 * @param url a PostgreSQL server, {@code postgresql://user:password@host:5432/database};
 * threads are stored in an embedded database when absent
 */
@ConfigurationProperties("database")
record DatabaseProperties(@Nullable DatabaseUrl url) {
}
