package io.github.chatkitbackend.ratelimit;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.chatkitbackend.Answer;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.sync.RedisCommands;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.embedded.RedisServer;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A connection to a real Redis that something between the two has cut.
 */
@ExtendWith(OutputCaptureExtension.class)
class RedisConnectionTests {

	private static OpenAIStandIn openai;

	private static int port;

	private static RedisServer redis;

	private static RedisClient client;

	private static RedisCommands<String, String> commands;

	@BeforeAll
	static void start() throws IOException {
		openai = new OpenAIStandIn();
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
		openai.close();
	}

	@BeforeEach
	void forgetLimits() {
		commands.flushall();
	}

	@Test
	void isReplacedWhenItWasCutWhileIdle(CapturedOutput output) {
		try (Backend backend = limited(port)) {
			assertThat(remaining(backend.session())).isEqualTo(2);
			cutAll();
			assertThat(remaining(backend.session())).isEqualTo(1);
			assertNoFallback(backend, output);
		}
	}

	@Test
	void isReplacedWhenItWasCutWithoutAWord(CapturedOutput output) throws IOException {
		try (CutConnection way = new CutConnection(port); Backend backend = limited(way.port())) {
			assertThat(remaining(backend.session())).isEqualTo(2);
			way.cut();
			assertThat(remaining(backend.session())).isEqualTo(1);
			assertThat(way.connections()).isEqualTo(2);
			assertNoFallback(backend, output);
		}
	}

	@Test
	void isNotReplacedAgainByACallerWhoNoticesLater() {
		RedisUrl url = RedisUrl.of("redis://127.0.0.1:" + port);
		Duration patience = Duration.ofMinutes(1);
		try (RedisConnection connection = new RedisConnection(new RedisConnector(url, patience, patience))) {
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

	private static void cutAll() {
		assertThat(commands.clientKill(KillArgs.Builder.typeNormal().skipme())).isOne();
	}

	private static Backend limited(int port) {
		return Backend.start(openai, "CHATKIT_RATE_LIMIT_PER_MINUTE", "3", "CHATKIT_REDIS_URL",
				"redis://127.0.0.1:" + port);
	}

	private static int remaining(Answer answer) {
		return Integer.parseInt(answer.header("RateLimit").replaceAll(".*r=(\\d+).*", "$1"));
	}

	private static void assertNoFallback(Backend backend, CapturedOutput output) {
		assertThat(backend.metric("chatkit_ratelimit_redis_fallbacks_total")).isZero();
		assertThat(output).doesNotContain("Redis does not answer");
	}

}
