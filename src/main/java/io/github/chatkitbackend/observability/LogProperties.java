package io.github.chatkitbackend.observability;

import jakarta.validation.constraints.Pattern;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the log.
 *
 * @param format {@code text}, or {@code ecs} for JSON in the Elastic Common Schema
 */
@ConfigurationProperties("chatkit.log")
record LogProperties(
		@DefaultValue("text") @Pattern(regexp = "text|ecs", message = "must be text or ecs") String format) {
}
