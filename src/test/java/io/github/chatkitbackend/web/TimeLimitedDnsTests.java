package io.github.chatkitbackend.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A resolver that hangs does not hold a caller.
 */
class TimeLimitedDnsTests {

	@Test
	void passesAddressesOn() throws UnknownHostException {
		List<InetAddress> addresses = List.of(InetAddress.getLoopbackAddress());
		assertThat(new TimeLimitedDns(Duration.ofSeconds(10), (_) -> addresses).lookup("host")).isEqualTo(addresses);
	}

	@Test
	void givesUpOnAResolverThatHangs() {
		CountDownLatch never = new CountDownLatch(1);
		TimeLimitedDns dns = new TimeLimitedDns(Duration.ofMillis(10), (_) -> {
			awaitUninterruptibly(never);
			return List.of();
		});
		assertThatExceptionOfType(UnknownHostException.class).isThrownBy(() -> dns.lookup("host"))
			.withMessageContaining("not resolved in time");
	}

	@Test
	void saysWhichHostIsUnknown() {
		TimeLimitedDns dns = new TimeLimitedDns(Duration.ofSeconds(10), (host) -> {
			throw new UnknownHostException(host);
		});
		assertThatExceptionOfType(UnknownHostException.class).isThrownBy(() -> dns.lookup("host"))
			.withMessageContaining("host cannot be resolved");
	}

	@Test
	void asksAResolverThatHangsOnceHoweverManyCallersWait() {
		CountDownLatch never = new CountDownLatch(1);
		AtomicInteger lookups = new AtomicInteger();
		TimeLimitedDns dns = new TimeLimitedDns(Duration.ofMillis(200), (_) -> {
			if (lookups.incrementAndGet() == 1) {
				awaitUninterruptibly(never);
			}
			return List.of(InetAddress.getLoopbackAddress());
		});
		assertThatExceptionOfType(UnknownHostException.class).isThrownBy(() -> dns.lookup("host"));
		assertThatExceptionOfType(UnknownHostException.class).isThrownBy(() -> dns.lookup("host"))
			.withMessageContaining("not resolved in time");
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
