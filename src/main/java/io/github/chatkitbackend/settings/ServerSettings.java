package io.github.chatkitbackend.settings;

import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The part of Spring Boot's server settings that this service documents, so that a wrong
 * value is reported like any other.
 *
 * @param port port to listen on, 0 for any free one; set by {@code PORT}
 */
@ConfigurationProperties("server")
record ServerSettings(@Nullable @Range(max = 65535, message = "must be between 0 and 65535") Integer port) {
}
