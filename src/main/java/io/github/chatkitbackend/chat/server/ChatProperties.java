package io.github.chatkitbackend.chat.server;

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
 * How chat is served.
 *
 * @param keepAlive silence after which a stream gets a keep-alive comment, 1s to 60s
 * @param onDisconnect {@code cancel} to end a turn whose client has left and store the
 * text so far, {@code finish} to let it run to its end
 * @param turnTimeout longest time that a turn takes, 1s to 1h
 * @param maxStreams turns at a time, 1 to 10000; more are refused
 * @param maxMessageBytes largest request, 1 KiB to 16 MiB
 * @param messagesPerMinute messages per minute for each user or address, and the largest
 * burst; 0 for no limit
 */
@ConfigurationProperties("chatkit")
record ChatProperties(
		@DefaultValue("10s") @DurationUnit(ChronoUnit.SECONDS) @DurationMin(seconds = 1,
				message = "must be between 1s and 60s") @DurationMax(seconds = 60,
						message = "must be between 1s and 60s") Duration keepAlive,
		@DefaultValue("cancel") OnDisconnect onDisconnect,
		@DefaultValue("5m") @DurationUnit(ChronoUnit.SECONDS) @DurationMin(seconds = 1,
				message = "must be between 1s and 1h") @DurationMax(hours = 1,
						message = "must be between 1s and 1h") Duration turnTimeout,
		@DefaultValue("1000") @NotNull @Range(min = 1, max = 10_000,
				message = "must be between 1 and 10000") Integer maxStreams,
		@DefaultValue("1048576") @NotNull @Range(min = 1024, max = 16_777_216,
				message = "must be between 1024 and 16777216") Integer maxMessageBytes,
		@DefaultValue("20") @NotNull @Range(max = 100_000,
				message = "must be between 0 and 100000") Integer messagesPerMinute) {

	/**
	 * What happens to a turn whose client has left.
	 */
	enum OnDisconnect {

		/** The turn is cancelled, and the text so far is stored. */
		CANCEL,

		/** The turn runs to its end, and the answer is stored. */
		FINISH

	}

}
