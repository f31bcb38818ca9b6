package io.github.chatkitbackend.security;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.chatkitbackend.Answer;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.Services;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tokens of end users: which are believed, and who they say the user is.
 */
@ChatKitTest
class JwtTests {

	private static final String SECRET = "a shared secret of more than 32 bytes";

	@AutoClose
	private static final Issuer issuer = new Issuer();

	private final Backend backend;

	private final OpenAIStandIn openai;

	private final Services services;

	JwtTests(OpenAIStandIn openai, Services services) {
		this.backend = services.shared("CHATKIT_JWT_ISSUER_URI=" + issuer.uri(),
				"CHATKIT_JWT_AUDIENCE=" + Issuer.AUDIENCE);
		this.openai = openai;
		this.services = services;
	}

	@BeforeEach
	void bringTheIssuerUp() {
		issuer.takeDown(false);
	}

	@Test
	void acceptsEveryAlgorithm() {
		assertUser(issuer.rs256("rsa-user"), "rsa-user");
		assertUser(issuer.es256("ec-user"), "ec-user");
		assertUser(issuer.edDsa("ed-user"), "ed-user");
		assertUser(issuer.accessToken("at-user"), "at-user");
	}

	@Test
	void ignoresTheUserInTheBodyAndSetsNoCookie() {
		String bearer = "Bearer " + issuer.rs256("alice");
		assertThat(this.backend.post("/api/chatkit/session", "{\"user\": 5}", "Authorization", bearer).status())
			.isEqualTo(200);
		Answer answer = this.backend.post("/api/chatkit/session", """
				{"user": "mallory"}""", "Authorization", bearer);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(this.openai.lastBody().path("user").stringValue()).isEqualTo("alice");
		assertThat(answer.header("Set-Cookie")).isNull();
	}

	@Test
	void refusesOtherAlgorithms() {
		assertRefused(issuer.unsigned("alice"));
		assertRefused(issuer.hs256WithThePublicKey("alice"));
		assertRefused(issuer.hs256(SECRET, "alice"));
		assertRefused(issuer.rs512("alice"));
	}

	@Test
	void refusesExpiredAndUnendingAndFutureTokens() {
		assertRefused(issuer.rs256((claims) -> claims.expirationTime(Date.from(Instant.now().minusSeconds(120)))));
		assertRefused(issuer.rs256((claims) -> claims.expirationTime(null)));
		assertRefused(issuer.rs256((claims) -> claims.notBeforeTime(Date.from(Instant.now().plusSeconds(120)))));
	}

	@Test
	void refusesOtherIssuersAndAudiences() {
		assertRefused(issuer.rs256((claims) -> claims.issuer("https://other.example.com")));
		assertRefused(issuer.rs256((claims) -> claims.issuer(null)));
		assertRefused(issuer.rs256((claims) -> claims.audience("other")));
		assertRefused(issuer.rs256((claims) -> claims.audience((String) null)));
	}

	@Test
	void refusesTokensWithoutUser() {
		assertRefused(issuer.rs256((String) null));
		assertRefused(issuer.rs256(" "));
		assertRefused(issuer.rs256("x".repeat(513)));
		assertRefused(issuer.rs256Payload("""
				{"sub": "broken \\ud800 text", "iss": "%s", "aud": "chatkit", "exp": 4102444800}"""
			.formatted(issuer.uri())));
		assertRefused(issuer.rs256Payload("""
				{"sub": 12345678901234567891, "iss": "%s", "aud": "chatkit", "exp": 4102444800}"""
			.formatted(issuer.uri())));
	}

	@Test
	void refusesForgedTokens() {
		String good = issuer.rs256("alice");
		assertRefused(good.substring(0, good.lastIndexOf('.')) + "." + "A".repeat(342));
		String ed25519 = issuer.edDsa("alice");
		assertRefused(ed25519.substring(0, ed25519.lastIndexOf('.')) + "." + "A".repeat(86));
		assertRefused(ed25519.substring(0, ed25519.lastIndexOf('.')) + ".AAAA");
		assertRefused(good + "x");
		assertRefused("a.b.c");
		assertRefused("nonsense");
	}

	@Test
	void refusesUnknownKeysAndCriticalExtensionsAlsoWhenAskedOften() {
		this.backend.session("Authorization", "Bearer " + issuer.rs256("alice"));
		int fetches = issuer.fetches();
		for (int i = 0; i < 10; i++) {
			String keyId = "unknown-" + i;
			assertRefused(issuer.rs256WithHeader((header) -> header.keyID(keyId)));
		}
		assertRefused(issuer.rs256WithHeader((header) -> header.criticalParams(Set.of("exp")).customParam("exp", 1)));
		assertThat(issuer.fetches() - fetches).as("discovery and keys would make 22").isLessThan(20);
	}

	@Test
	void refusesRequestsWithoutToken() {
		Answer answer = this.backend.session();
		assertThat(answer.status()).isEqualTo(401);
		assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
		assertThat(answer.code()).isEqualTo("unauthorized");
	}

	@Test
	void takesTheUserFromTheConfiguredClaim() {
		Backend other = this.services.start("CHATKIT_JWT_JWK_SET_URI=" + issuer.jwkSetUri(),
				"CHATKIT_JWT_USER_CLAIM=user_id");
		assertUser(other, issuer.rs256((claims) -> claims.claim("user_id", "bob")), "bob");
		assertUser(other, issuer.rs256((claims) -> claims.claim("user_id", 42)), "42");
		assertRefused(other, issuer.rs256("alice"));
		assertRefused(other, issuer.rs256((claims) -> claims.claim("user_id", List.of("bob"))));
		assertRefused(other, issuer.rs256((claims) -> claims.claim("user_id", Map.of("id", "bob"))));
	}

	@Test
	void acceptsAnyIssuerAndAudienceWhenOnlyTheKeysAreConfigured() {
		Backend other = this.services.start("CHATKIT_JWT_JWK_SET_URI=" + issuer.jwkSetUri());
		assertUser(other, issuer.edDsa("alice"), "alice");
		assertUser(other, issuer.rs256((claims) -> claims.issuer("other").audience("other")), "alice");
		assertRefused(other, issuer.hs256WithThePublicKey("alice"));
	}

	@Test
	void acceptsHs256WithTheSecretAndNothingElse() {
		Backend other = this.services.start("CHATKIT_JWT_SECRET=" + SECRET);
		assertUser(other, issuer.hs256(SECRET, "alice"), "alice");
		assertUser(other, issuer.hs256WithKeyId(SECRET, "alice"), "alice");
		assertRefused(other, issuer.hs256(SECRET + "!", "alice"));
		assertRefused(other, issuer.rs256("alice"));
		assertRefused(other, issuer.unsigned("alice"));
	}

	@Test
	void findsKeysByTheDiscoveryOfRfc8414() {
		Backend other = this.services.start("CHATKIT_JWT_ISSUER_URI=" + issuer.uri() + "/tenant");
		assertUser(other, issuer.rs256((claims) -> claims.issuer(issuer.uri() + "/tenant")), "alice");
	}

	@Test
	void doesNotBelieveMetadataThatNamesAnotherIssuer() {
		Backend other = this.services.start("CHATKIT_JWT_ISSUER_URI=" + issuer.uri() + "/impostor");
		Answer answer = other.session("Authorization",
				"Bearer " + issuer.rs256((claims) -> claims.issuer(issuer.uri() + "/impostor")));
		assertThat(answer.code()).isEqualTo("identity_provider_unavailable");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/without-keys", "/null-metadata", "/null-key" })
	void takesBrokenMetadataForAnOutage(String path) {
		Backend other = this.services.start("CHATKIT_JWT_ISSUER_URI=" + issuer.uri() + path);
		Answer answer = other.session("Authorization", "Bearer " + issuer.rs256("alice"));
		assertThat(answer.code()).isEqualTo("identity_provider_unavailable");
	}

	@Test
	void passesOverKeysThatItCannotUse() {
		Backend other = this.services.start("CHATKIT_JWT_JWK_SET_URI=" + issuer.uri() + "/mixed-jwks");
		assertUser(other, issuer.es256WithoutKeyId("alice"), "alice");
	}

	@Test
	void startsAndSaysSoWhileTheIssuerIsDown() {
		issuer.takeDown(true);
		Backend other = this.services.start("CHATKIT_JWT_ISSUER_URI=" + issuer.uri());
		for (int i = 0; i < 4; i++) {
			Answer answer = other.session("Authorization", "Bearer " + issuer.rs256("alice"));
			assertThat(answer.status()).isEqualTo(503);
			assertThat(answer.code()).isEqualTo("identity_provider_unavailable");
			assertThat(answer.header("Retry-After")).isEqualTo("5");
		}
		assertRefused(other, "nonsense");
	}

	@Test
	void goesOnWithTheKeysItHasWhileTheIssuerIsDown() {
		assertUser(issuer.rs256("alice"), "alice");
		issuer.takeDown(true);
		assertUser(issuer.rs256("bob"), "bob");
		assertRefused(issuer.rs256WithHeader((header) -> header.keyID("unknown-while-down")));
	}

	@Test
	void acceptsEitherKindOfTokenWhenBothAreConfigured() {
		Backend other = this.services.start("CHATKIT_JWT_SECRET=" + SECRET, "CHATKIT_BACKEND_TOKEN=backend");
		assertUser(other, issuer.hs256(SECRET, "alice"), "alice");
		Answer answer = other.post("/api/chatkit/session", """
				{"user": "named-by-the-backend"}""", "Authorization", "Bearer backend");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(this.openai.lastBody().path("user").stringValue()).isEqualTo("named-by-the-backend");
		assertRefused(other, "neither");
	}

	private void assertUser(String token, String user) {
		assertUser(this.backend, token, user);
	}

	private void assertUser(Backend backend, String token, String user) {
		Answer answer = backend.session("Authorization", "Bearer " + token);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(this.openai.lastBody().path("user").stringValue()).isEqualTo(user);
	}

	private void assertRefused(String token) {
		assertRefused(this.backend, token);
	}

	private void assertRefused(Backend backend, String token) {
		int before = this.openai.requests().size();
		Answer answer = backend.session("Authorization", "Bearer " + token);
		assertThat(answer.status()).isEqualTo(401);
		assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
		assertThat(answer.code()).isEqualTo("unauthorized");
		assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
		assertThat(this.openai.requests()).hasSize(before);
	}

}
