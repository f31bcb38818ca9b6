package io.github.chatkitbackend.session;

import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.Range;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the rate limit for sessions, by user or address.
 *
 * @param perMinute sessions per minute, which is also the maximum burst; 0 disables the
 * limit. A widget needs one session every ten minutes, but several users may share an
 * address
 */
@ConfigurationProperties("chatkit.rate-limit")
record SessionLimitProperties(@DefaultValue("30") @NotNull @Range(max = 100_000,
		message = "must be between 0 and 100000") Integer perMinute) {
}
