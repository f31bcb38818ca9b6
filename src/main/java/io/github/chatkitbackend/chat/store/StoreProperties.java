package io.github.chatkitbackend.chat.store;

import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;

/**
 * Where threads are stored without a database server, and for how long.
 *
 * @param dataDir directory of the embedded database
 * @param threadRetention time after which threads that nobody wrote to are deleted; never
 * when absent
 */
@ConfigurationProperties("chatkit")
record StoreProperties(@DefaultValue("./data") Path dataDir,
		@Nullable @DurationUnit(ChronoUnit.DAYS) @DurationMin(days = 1,
				message = "must be at least 1d") Duration threadRetention) {
}
