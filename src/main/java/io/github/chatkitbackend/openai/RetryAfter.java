package io.github.chatkitbackend.openai;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;

import com.openai.core.http.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Parses the delay that OpenAI requests before the next attempt: {@code Retry-After-Ms},
 * or {@code Retry-After} in seconds or as an HTTP date (RFC 9110, section 10.2.3).
 */
final class RetryAfter {

	private static final Duration LONGEST = Duration.ofDays(1);

	private RetryAfter() {
	}

	static @Nullable Duration parse(Headers headers, Clock clock) {
		Duration millis = number(headers.values("retry-after-ms"), 1);
		if (millis != null) {
			return millis;
		}
		List<String> values = headers.values("retry-after");
		Duration seconds = number(values, 1000);
		return (seconds != null || values.isEmpty()) ? seconds : until(values.getFirst(), clock);
	}

	private static @Nullable Duration number(List<String> values, int unitMillis) {
		try {
			return values.isEmpty() ? null
					: limit(Duration.ofMillis((long) (Double.parseDouble(values.getFirst()) * unitMillis)));
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

	private static @Nullable Duration until(String date, Clock clock) {
		try {
			return limit(
					Duration.between(clock.instant(), DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from)));
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	private static Duration limit(Duration wait) {
		if (wait.isNegative()) {
			return Duration.ZERO;
		}
		return (wait.compareTo(LONGEST) > 0) ? LONGEST : wait;
	}

}
