package io.github.chatkitbackend.session;

import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.Range;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How fast one user or one address may create sessions.
 *
 * @param perMinute sessions a minute, which is also the largest burst; 0 switches the
 * limit off. A widget needs one every ten minutes, but an office shares an address
 */
@ConfigurationProperties("chatkit.rate-limit")
record SessionLimitProperties(@DefaultValue("30") @NotNull @Range(max = 100_000,
		message = "must be between 0 and 100000") Integer perMinute) {
}
