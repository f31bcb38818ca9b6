package io.github.chatkitbackend.settings;

import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The part of Spring Boot's management settings that this service documents.
 *
 * @param port port of the actuator endpoints, instead of the main port; set by
 * {@code MANAGEMENT_PORT}
 */
@ConfigurationProperties("management.server")
record ManagementSettings(@Nullable @Range(max = 65535, message = "must be between 0 and 65535") Integer port) {
}
