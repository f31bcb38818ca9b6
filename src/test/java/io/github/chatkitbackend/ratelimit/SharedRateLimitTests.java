package io.github.chatkitbackend.ratelimit;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;

import io.github.chatkitbackend.Answer;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.Services;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.embedded.RedisServer;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Limits that several instances share in a real Redis, which comes and goes.
 */
@ExtendWith(OutputCaptureExtension.class)
@ChatKitTest
class SharedRateLimitTests {

	private static final String PASSWORD = "redis-password";

	private final Services services;

	private int port;

	private RedisServer redis;

	SharedRateLimitTests(Services services) {
		this.services = services;
	}

	@BeforeEach
	void startRedis() throws IOException {
		this.port = freePort();
		bringRedisUp();
	}

	/**
	 * A port that no connection is given by chance while Redis is down: those have higher
	 * ones.
	 */
	private static int freePort() throws IOException {
		for (int i = 0; i < 100; i++) {
			int port = ThreadLocalRandom.current().nextInt(10_000, 32_000);
			try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
				return port;
			}
			catch (BindException ex) {
				// Taken
			}
		}
		throw new IllegalStateException("No free port");
	}

	@AfterEach
	void stopRedis() throws IOException {
		takeRedisDown();
	}

	@Test
	void twoInstancesShareOneLimit() {
		Backend one = limited(2);
		Backend other = limited(2);
		await().until(() -> isShared(one) && isShared(other));
		assertThat(one.session("X-Forwarded-For", "203.0.113.1").header("RateLimit")).startsWith("\"sessions\";r=1;");
		assertThat(other.session("X-Forwarded-For", "203.0.113.1").header("RateLimit")).startsWith("\"sessions\";r=0;");
		assertThat(one.session("X-Forwarded-For", "203.0.113.1").status()).isEqualTo(429);
		assertThat(other.session("X-Forwarded-For", "203.0.113.1").status()).isEqualTo(429);
	}

	@Test
	void manyCallersAtATimeDoNotCountAsAnOutage(CapturedOutput output) {
		Backend backend = limited(1000);
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			List<CompletableFuture<Answer>> answers = new ArrayList<>();
			for (int i = 0; i < 100; i++) {
				answers.add(CompletableFuture.supplyAsync(() -> backend.session(), threads));
			}
			assertThat(answers).allSatisfy((answer) -> assertThat(answer.join().status()).isEqualTo(200));
			assertThat(output).doesNotContain("Redis does not answer");
			assertThat(remaining(backend.session())).isLessThan(1000);
		}
	}

	@Test
	void goesOnWhileRedisIsFrozenAndReturnsToIt(CapturedOutput output) throws Exception {
		Backend backend = limited(1000);
		try {
			assertThat(remaining(backend.session())).isEqualTo(999);
			signal("STOP");
			for (int i = 0; i < 5; i++) {
				assertThat(backend.session().status()).isEqualTo(200);
			}
			assertThat(output.getAll().lines().filter((line) -> line.contains("Redis does not answer"))).hasSize(1);
			signal("CONT");
			await().untilAsserted(() -> {
				backend.session();
				assertThat(output).contains("Redis answers again");
			});
		}
		finally {
			signal("CONT");
		}
	}

	private void signal(String signal) throws Exception {
		String pid = ProcessHandle.current()
			.descendants()
			.filter((process) -> process.info().commandLine().orElse("").contains("redis"))
			.map((process) -> Long.toString(process.pid()))
			.findFirst()
			.orElseThrow();
		assertThat(new ProcessBuilder("kill", "-" + signal, pid).start().waitFor()).isZero();
	}

	@Test
	void keysExpireByThemselvesAndNameNobody() {
		Backend backend = this.services.start("CHATKIT_RATE_LIMIT_PER_MINUTE=30", "CHATKIT_REDIS_URL=" + url(),
				"CHATKIT_BACKEND_TOKEN=token");
		backend.post("/api/chatkit/session", "{\"user\": \"alice\"}", "Authorization", "Bearer token");
		RedisClient client = RedisClient.create(url());
		try {
			RedisCommands<String, String> commands = client.connect().sync();
			assertThat(commands.keys("*")).singleElement()
				.asString()
				.matches("chatkit:limit:sessions:user:[0-9a-f]{32}");
			assertThat(commands.pttl(commands.keys("*").getFirst())).isBetween(1L, 20_000L);
		}
		finally {
			client.shutdown();
		}
	}

	@Test
	void limitsByItselfWhileRedisIsGoneAndReturnsToIt(CapturedOutput output) throws IOException {
		Backend backend = limited(1000);
		assertThat(remaining(backend.session())).isEqualTo(999);
		takeRedisDown();
		for (int i = 0; i < 5; i++) {
			assertThat(backend.session().status()).isEqualTo(200);
		}
		assertThat(output.getAll().lines().filter((line) -> line.contains("Redis does not answer"))).hasSize(1);
		assertThat(fallbacks(backend)).isPositive();
		bringRedisUp();
		await().untilAsserted(() -> {
			backend.session();
			assertThat(output).contains("Redis answers again");
		});
		double before = fallbacks(backend);
		assertThat(backend.session().status()).isEqualTo(200);
		assertThat(fallbacks(backend)).isEqualTo(before);
	}

	@Test
	void startsWithoutRedisAndFindsItLater(CapturedOutput output) throws IOException {
		takeRedisDown();
		Backend backend = limited(1000);
		assertThat(backend.session().status()).isEqualTo(200);
		assertThat(output).contains("Redis does not answer").doesNotContain(PASSWORD);
		bringRedisUp();
		await().untilAsserted(() -> {
			backend.session();
			assertThat(output).contains("Redis answers again");
		});
	}

	@Test
	void goesOnWhileSomethingAcceptsConnectionsAndNeverAnswers() throws IOException {
		try (ServerSocket silent = new ServerSocket(0)) {
			Backend backend = this.services.start("CHATKIT_RATE_LIMIT_PER_MINUTE=2",
					"CHATKIT_REDIS_URL=redis://127.0.0.1:" + silent.getLocalPort());
			assertThat(backend.session().status()).isEqualTo(200);
			assertThat(backend.session().status()).isEqualTo(200);
			assertThat(backend.session().status()).isEqualTo(429);
		}
	}

	private Backend limited(int perMinute) {
		return this.services.start("CHATKIT_RATE_LIMIT_PER_MINUTE=" + perMinute, "CHATKIT_REDIS_URL=" + url());
	}

	private String url() {
		return "redis://:" + PASSWORD + "@127.0.0.1:" + this.port;
	}

	private void bringRedisUp() throws IOException {
		this.redis = RedisServer.newRedisServer()
			.port(this.port)
			.setting("bind 127.0.0.1")
			.setting("requirepass " + PASSWORD)
			.setting("save \"\"")
			.build();
		this.redis.start();
	}

	private void takeRedisDown() throws IOException {
		this.redis.stop();
	}

	/**
	 * Whether the instance has found Redis, which a slow machine may delay.
	 */
	private static boolean isShared(Backend backend) {
		double before = fallbacks(backend);
		backend.session("X-Forwarded-For", "203.0.113.200");
		return fallbacks(backend) == before;
	}

	private static int remaining(Answer answer) {
		return Integer.parseInt(answer.header("RateLimit").replaceAll(".*r=(\\d+).*", "$1"));
	}

	private static double fallbacks(Backend backend) {
		return backend.metric("chatkit_ratelimit_redis_fallbacks_total");
	}

}
