package io.github.chatkitbackend.observability;

import jakarta.validation.constraints.Pattern;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The log.
 *
 * @param format {@code text}, or {@code ecs} for JSON after the Elastic Common Schema
 */
@ConfigurationProperties("chatkit.log")
record LogProperties(
		@DefaultValue("text") @Pattern(regexp = "text|ecs", message = "must be text or ecs") String format) {
}
