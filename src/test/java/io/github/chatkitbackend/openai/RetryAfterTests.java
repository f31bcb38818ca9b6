package io.github.chatkitbackend.openai;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import com.openai.core.http.Headers;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The forms in which OpenAI may say how long to wait.
 */
class RetryAfterTests {

	private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);

	@Test
	void readsSeconds() {
		assertThat(parse("Retry-After", "3")).isEqualTo(Duration.ofSeconds(3));
		assertThat(parse("retry-after", "0.5")).isEqualTo(Duration.ofMillis(500));
	}

	@Test
	void readsMilliseconds() {
		assertThat(parse("Retry-After-Ms", "1500")).isEqualTo(Duration.ofMillis(1500));
	}

	@Test
	void readsDates() {
		assertThat(parse("Retry-After", "Fri, 20 Nov 2026 12:01:00 GMT")).isEqualTo(Duration.ofMinutes(1));
	}

	@Test
	void takesWhatIsPastForNow() {
		assertThat(parse("Retry-After", "-1")).isZero();
		assertThat(parse("Retry-After", "Fri, 20 Nov 2026 11:00:00 GMT")).isZero();
	}

	@Test
	void limitsWhatIsAbsurd() {
		assertThat(parse("Retry-After", "1e300")).isEqualTo(Duration.ofDays(1));
	}

	@Test
	void ignoresNonsense() {
		assertThat(parse("Retry-After", "soon")).isNull();
		assertThat(parse("Other", "1")).isNull();
	}

	private static Duration parse(String name, String value) {
		return RetryAfter.parse(Headers.builder().put(name, value).build(), CLOCK);
	}

}
