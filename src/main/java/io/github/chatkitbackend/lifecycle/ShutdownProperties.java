package io.github.chatkitbackend.lifecycle;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;

/**
 * How the service ends.
 *
 * @param delay how long it goes on serving after it was told to stop, while its readiness
 * is down already, so that load balancers notice: 0s to 10s, a bare number counts seconds
 */
@ConfigurationProperties("chatkit.shutdown")
record ShutdownProperties(@DefaultValue("0s") @DurationUnit(ChronoUnit.SECONDS) @DurationMin(seconds = 0,
		message = "must be between 0s and 10s") @DurationMax(seconds = 10,
				message = "must be between 0s and 10s") Duration delay) {
}
