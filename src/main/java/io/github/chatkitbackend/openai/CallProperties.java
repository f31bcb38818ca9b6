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
 * Limits on the duration and the number of calls to OpenAI.
 *
 * @param deadline maximum duration of a call to OpenAI, including all attempts: 100ms to
 * 60s. A number without a unit is in seconds
 * @param maxConcurrent maximum number of concurrent calls, 1 to 10000. Further calls are
 * rejected immediately
 */
@ConfigurationProperties("chatkit.openai")
record CallProperties(
		@DefaultValue("10s") @DurationUnit(ChronoUnit.SECONDS) @DurationMin(millis = 100,
				message = "must be between 100ms and 60s") @DurationMax(seconds = 60,
						message = "must be between 100ms and 60s") Duration deadline,
		@DefaultValue("1000") @NotNull @Range(min = 1, max = 10_000,
				message = "must be between 1 and 10000") Integer maxConcurrent) {
}
