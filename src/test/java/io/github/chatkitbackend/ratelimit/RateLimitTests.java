package io.github.chatkitbackend.ratelimit;

import java.time.Duration;

import io.github.bucket4j.BucketConfiguration;
import io.github.chatkitbackend.Answer;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.UserToken;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Who may create how many sessions.
 */
class RateLimitTests {

	@Test
	@ChatKitTest(shared = false, settings = "CHATKIT_RATE_LIMIT_PER_MINUTE=2")
	void saysWhatIsLeftAndRefusesWhatIsTooMuchWithoutAskingOpenAI(Backend backend, OpenAIStandIn openai) {
		Answer first = backend.session();
		assertThat(first.status()).isEqualTo(200);
		assertThat(first.header("RateLimit-Policy")).isEqualTo("\"sessions\";q=2;w=60");
		assertThat(first.header("RateLimit")).matches("\"sessions\";r=1;t=(29|30)");
		assertThat(backend.session().header("RateLimit")).startsWith("\"sessions\";r=0;t=");
		Answer third = backend.session();
		assertThat(third.status()).isEqualTo(429);
		assertThat(third.code()).isEqualTo("rate_limited");
		assertThat(Integer.parseInt(third.header("Retry-After"))).isBetween(1, 30);
		assertThat(third.header("RateLimit-Policy")).isEqualTo("\"sessions\";q=2;w=60");
		assertThat(third.header("RateLimit")).startsWith("\"sessions\";r=0;t=");
		assertThat(openai.requests()).hasSize(2);
	}

	@Test
	@ChatKitTest(shared = false, settings = "CHATKIT_RATE_LIMIT_PER_MINUTE=")
	void allowsThirtyByDefault(Backend backend) {
		Answer first = backend.session();
		assertThat(first.header("RateLimit-Policy")).isEqualTo("\"sessions\";q=30;w=60");
		assertThat(first.header("RateLimit")).startsWith("\"sessions\";r=29;");
		await().pollInterval(Duration.ofMillis(1)).until(() -> backend.session().status() == 429);
	}

	@Test
	@ChatKitTest(shared = false, settings = "CHATKIT_RATE_LIMIT_PER_MINUTE=2")
	void saysWhatIsLeftAlsoWhenOpenAIFails(Backend backend, OpenAIStandIn openai) {
		openai.answerNext(OpenAIStandIn.error(404, null, "gone").build());
		Answer answer = backend.session();
		assertThat(answer.status()).isEqualTo(502);
		assertThat(answer.header("RateLimit")).startsWith("\"sessions\";r=1;");
	}

	@Test
	@ChatKitTest(shared = false, settings = "CHATKIT_RATE_LIMIT_PER_MINUTE=1")
	void countsMalformedRequestsToo(Backend backend) {
		Answer malformed = backend.post("/api/chatkit/session", "{");
		assertThat(malformed.status()).isEqualTo(400);
		assertThat(malformed.header("RateLimit")).startsWith("\"sessions\";r=0;");
		assertThat(backend.post("/api/chatkit/session", "{").status()).isEqualTo(429);
	}

	@Test
	@ChatKitTest(shared = false, settings = "CHATKIT_RATE_LIMIT_PER_MINUTE=1")
	void takesAddressesAsProxiesWriteThem(Backend backend) {
		assertThat(backend.session("X-Forwarded-For", "203.0.113.1:1234").status()).isEqualTo(200);
		assertThat(backend.session("X-Forwarded-For", "203.0.113.1:5678").status()).isEqualTo(429);
		assertThat(backend.session("X-Forwarded-For", "[2001:db8::1]:1234").status()).isEqualTo(200);
		assertThat(backend.session("X-Forwarded-For", "2001:db8::2").status()).isEqualTo(429);
		assertThat(backend.session("X-Forwarded-For", "unknown").status()).isEqualTo(200);
		assertThat(backend.session("X-Forwarded-For", "_hidden").status()).isEqualTo(429);
	}

	@Test
	@ChatKitTest(settings = "CHATKIT_RATE_LIMIT_PER_MINUTE=0")
	void isOffWhenZero(Backend backend) {
		Answer answer = backend.session();
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("RateLimit")).isNull();
	}

	@Test
	@ChatKitTest(shared = false, settings = "CHATKIT_RATE_LIMIT_PER_MINUTE=1")
	void countsTheAddressThatTheProxyReportsAndNotTheClaimedUser(Backend backend) {
		assertThat(user(backend, "alice", "X-Forwarded-For", "203.0.113.1").status()).isEqualTo(200);
		assertThat(user(backend, "bob", "X-Forwarded-For", "203.0.113.1").status()).isEqualTo(429);
		assertThat(user(backend, "bob", "X-Forwarded-For", "203.0.113.2").status()).isEqualTo(200);
		// What the client itself wrote stands to the left
		assertThat(user(backend, "bob", "X-Forwarded-For", "198.51.100.9, 203.0.113.2").status()).isEqualTo(429);
	}

	@Test
	@ChatKitTest(shared = false, settings = "CHATKIT_RATE_LIMIT_PER_MINUTE=1")
	void countsAWholeNetworkOfIpv6AsOneAddress(Backend backend) {
		assertThat(backend.session("X-Forwarded-For", "2001:db8:1:2::1").status()).isEqualTo(200);
		assertThat(backend.session("X-Forwarded-For", "2001:db8:1:2:ffff::9").status()).isEqualTo(429);
		assertThat(backend.session("X-Forwarded-For", "2001:db8:1:3::1").status()).isEqualTo(200);
	}

	@Test
	@ChatKitTest(shared = false,
			settings = { "CHATKIT_RATE_LIMIT_PER_MINUTE=1", "CHATKIT_JWT_SECRET=" + UserToken.SECRET })
	void countsTheUserWhomATokenProves(Backend backend) {
		assertThat(backend.session("Authorization", UserToken.of("alice")).status()).isEqualTo(200);
		assertThat(backend.session("Authorization", UserToken.of("alice"), "X-Forwarded-For", "203.0.113.7").status())
			.isEqualTo(429);
		assertThat(backend.session("Authorization", UserToken.of("bob")).status()).isEqualTo(200);
	}

	@Test
	@ChatKitTest(shared = false, settings = { "CHATKIT_RATE_LIMIT_PER_MINUTE=1", "CHATKIT_BACKEND_TOKEN=token" })
	void countsForAHolderOfTheBackendTokenOnlyTheUsersItNames(Backend backend) {
		for (int i = 0; i < 3; i++) {
			assertThat(backend.session("Authorization", "Bearer token").status()).isEqualTo(200);
		}
		assertThat(user(backend, "alice", "Authorization", "Bearer token").status()).isEqualTo(200);
		assertThat(user(backend, "alice", "Authorization", "Bearer token").status()).isEqualTo(429);
		assertThat(user(backend, "bob", "Authorization", "Bearer token").status()).isEqualTo(200);
	}

	@Test
	void forgetsAddressesBeforeTheyFillTheHeap() {
		LocalBuckets buckets = new LocalBuckets(Duration.ofMinutes(1));
		BucketConfiguration configuration = new RateLimitPolicy("sessions", 30, "No more").bucket();
		for (int i = 0; i < 3 * LocalBuckets.MAX_BUCKETS; i++) {
			buckets.take("address:" + i, configuration);
		}
		assertThat(buckets.size()).isLessThanOrEqualTo(LocalBuckets.MAX_BUCKETS);
	}

	private static Answer user(Backend backend, String user, String... headers) {
		return backend.post("/api/chatkit/session", "{\"user\": \"" + user + "\"}", headers);
	}

}
