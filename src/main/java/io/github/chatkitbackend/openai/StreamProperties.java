package io.github.chatkitbackend.openai;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.Range;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;

/**
 * How many answers may be streamed at a time, and how long a model may be silent.
 *
 * @param maxStreams maximum number of streams at a time, 1 to 10000; further ones are
 * refused immediately
 * @param modelTimeout maximum time without a sign of life from a model: 100ms to 10m, a
 * bare number counts seconds
 */
@ConfigurationProperties("chatkit")
record StreamProperties(
		@DefaultValue("1000") @NotNull @Range(min = 1, max = 10_000,
				message = "must be between 1 and 10000") Integer maxStreams,
		@DefaultValue("90s") @DurationUnit(ChronoUnit.SECONDS) @DurationMin(millis = 100,
				message = "must be between 100ms and 10m") @DurationMax(minutes = 10,
						message = "must be between 100ms and 10m") Duration modelTimeout) {
}
