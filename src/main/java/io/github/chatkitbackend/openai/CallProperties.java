package io.github.chatkitbackend.openai;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;

/**
 * How long a call to OpenAI may take.
 *
 * @param deadline longest time that a caller waits for OpenAI, over all attempts: 100ms
 * to 60s, a bare number counts seconds
 */
@ConfigurationProperties("chatkit.openai")
record CallProperties(@DefaultValue("10s") @DurationUnit(ChronoUnit.SECONDS) @DurationMin(millis = 100,
		message = "must be between 100ms and 60s") @DurationMax(seconds = 60,
				message = "must be between 100ms and 60s") Duration deadline) {
}
