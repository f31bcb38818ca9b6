package io.github.chatkitbackend.ratelimit;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

import io.github.bucket4j.BucketConfiguration;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.Services;
import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.sync.RedisCommands;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.embedded.RedisServer;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A connection to a real Redis that something between the two has cut.
 */
@ExtendWith(OutputCaptureExtension.class)
@ChatKitTest
class RedisConnectionTests {

	/** Longer than any machine is slow. */
	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private static int port;

	private static RedisServer redis;

	private static RedisClient client;

	private static RedisCommands<String, String> commands;

	private final Services services;

	private final Counter fallbacks = new SimpleMeterRegistry().counter("fallbacks");

	RedisConnectionTests(Services services) {
		this.services = services;
	}

	@BeforeAll
	static void start() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			port = socket.getLocalPort();
		}
		redis = RedisServer.newRedisServer().port(port).setting("bind 127.0.0.1").setting("save \"\"").build();
		redis.start();
		client = RedisClient.create("redis://127.0.0.1:" + port);
		commands = client.connect().sync();
	}

	@AfterAll
	static void stop() throws IOException {
		client.shutdown();
		redis.stop();
	}

	@BeforeEach
	void forgetLimits() {
		commands.flushall();
	}

	@Test
	void isReplacedWhenItWasCutWhileIdle(CapturedOutput output) {
		Backend backend = this.services.start("CHATKIT_RATE_LIMIT_PER_MINUTE=3",
				"CHATKIT_REDIS_URL=" + url(port).value());
		await().until(() -> isShared(backend));
		double fallbacks = fallbacks(backend);
		int logged = output.getAll().length();
		assertThat(backend.session().header("RateLimit")).startsWith("\"sessions\";r=2;");
		assertThat(commands.clientKill(KillArgs.Builder.typeNormal().skipme())).isOne();
		assertThat(backend.session().header("RateLimit")).startsWith("\"sessions\";r=1;");
		assertThat(fallbacks(backend)).isEqualTo(fallbacks);
		assertThat(output.getAll().substring(logged)).doesNotContain("Redis does not answer");
	}

	@Test
	void isReplacedWhenItWasCutWithoutAWord(CapturedOutput output) throws IOException {
		try (CutConnection way = new CutConnection(port);
				RedisBuckets buckets = new RedisBuckets(
						new RedisConnector(url(way.port()), PATIENCE, Duration.ofSeconds(1)),
						new LocalBuckets(PATIENCE), this.fallbacks)) {
			assertThat(buckets.take("key", bucket(3)).getRemainingTokens()).isEqualTo(2);
			way.cut();
			assertThat(buckets.take("key", bucket(3)).getRemainingTokens()).isOne();
			assertThat(way.connections()).isEqualTo(2);
			assertThat(this.fallbacks.count()).isZero();
			assertThat(output).doesNotContain("Redis does not answer");
		}
	}

	@Test
	void isNotReplacedAgainByACallerWhoNoticesLater() {
		try (RedisConnection connection = new RedisConnection(new RedisConnector(url(port), PATIENCE, PATIENCE))) {
			Object cut = connection.ask((buckets) -> buckets);
			List<Object> fresh = new ArrayList<>();
			connection.ask((late) -> {
				if (late == cut) {
					fresh.add(connection.ask((early) -> failWhen(early == cut, early)));
				}
				return fresh.add(failWhen(late == cut, late));
			});
			fresh.add(connection.ask((buckets) -> buckets));
			assertThat(fresh).hasSize(3).containsOnly(fresh.getFirst()).doesNotContain(cut);
		}
	}

	private static Object failWhen(boolean isCut, Object buckets) {
		if (isCut) {
			throw new RedisException("Connection closed");
		}
		return buckets;
	}

	@Test
	void callersOfOneBucketDoNotMakeEachOtherTryAgain() {
		try (RedisBuckets buckets = new RedisBuckets(new RedisConnector(url(port), PATIENCE, PATIENCE),
				new LocalBuckets(PATIENCE), this.fallbacks)) {
			buckets.take("key", bucket(1000));
			commands.configResetstat();
			try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
				for (int i = 0; i < 50; i++) {
					threads.execute(() -> buckets.take("key", bucket(1000)));
				}
			}
			assertThat(calls("eval")).isPositive().isEqualTo(50 - (int) this.fallbacks.count());
		}
	}

	private static int calls(String command) {
		return Pattern.compile("cmdstat_" + command + ":calls=(\\d+)")
			.matcher(commands.info("commandstats"))
			.results()
			.mapToInt((match) -> Integer.parseInt(match.group(1)))
			.sum();
	}

	private static BucketConfiguration bucket(int perMinute) {
		return new RateLimitPolicy("sessions", perMinute, "No more").bucket();
	}

	private static RedisUrl url(int port) {
		return RedisUrl.of("redis://127.0.0.1:" + port);
	}

	/**
	 * Whether the instance has found Redis, which a slow machine may delay.
	 */
	private static boolean isShared(Backend backend) {
		double before = fallbacks(backend);
		backend.session("X-Forwarded-For", "203.0.113.200");
		return fallbacks(backend) == before;
	}

	private static double fallbacks(Backend backend) {
		return backend.metric("chatkit_ratelimit_redis_fallbacks_total");
	}

}
