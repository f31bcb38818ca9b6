package io.github.chatkitbackend.security;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import io.github.chatkitbackend.Answer;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.Services;
import io.github.chatkitbackend.settings.HttpUrl;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Key sets as issuers publish them: a key that cannot be used does not disable the
 * others.
 */
@ExtendWith(OutputCaptureExtension.class)
@ChatKitTest
class KeySetTests {

	private static final KeyServer issuer = new KeyServer();

	private static final String RSA = rsa(2048);

	private static final List<String> UNUSABLE = List.of(change(RSA, Map.of("kid", "unknown-type", "kty", "AKP")),
			change(RSA, Map.of("kid", "no-type"), "kty"), change(RSA, Map.of("kid", "no-modulus"), "n"),
			change(RSA, Map.of("kid", "no-exponent"), "e"), change(RSA, Map.of("kid", "text-modulus", "n", "!")),
			change(RSA, Map.of("kid", "exponent-one", "e", "AQ")),
			change(RSA, Map.of("kid", "bad-certificate", "x5c", List.of("bm90IGEgY2VydGlmaWNhdGU="))),
			change(RSA, Map.of("kid", "text-certificates", "x5c", "text")),
			change(RSA, Map.of("kid", "unknown-operation", "key_ops", List.of("juggle"))),
			change(RSA, Map.of("kid", "text-expiry", "exp", "tomorrow")),
			change(RSA, Map.of("kid", "encryption", "use", "enc")), change(RSA, Map.of("kid", "number-use", "use", 5)),
			change(RSA, Map.of("kid", 5)), change(RSA, Map.of("kid", "number-algorithm", "alg", 5)),
			change(RSA, Map.of("kid", "other-algorithm", "alg", "RS512")), change(rsa(512), Map.of("kid", "rsa-512")),
			change(rsa(1024), Map.of("kid", "rsa-1024")),
			change(rsa(1024), Map.of("kid", "rsa-1024-padded", "n", padded(rsa(1024)))),
			change(ec(Curve.P_256), Map.of("kid", "brainpool", "crv", "brainpoolP256r1")),
			change(ec(Curve.P_256), Map.of("kid", "no-y"), "y"),
			change(ec(Curve.P_256), Map.of("kid", "off-the-curve", "x", "AQ")),
			change(ec(Curve.P_384), Map.of("kid", "p-384")), """
					{"kid": "x25519", "kty": "OKP", "crv": "X25519", "x": "%s"}""".formatted("A".repeat(43)), """
					{"kid": "short-ed25519", "kty": "OKP", "crv": "Ed25519", "x": "AAAA"}""", """
					{"kid": "no-x", "kty": "OKP", "crv": "Ed25519"}""", """
					{"kid": "twice", "kid": "twice", "kty": "EC"}""", """
					{"kid": "huge-expiry", "kty": "EC", "exp": 1e9999}""", """
					{"kid": "symmetric", "kty": "oct", "k": "AAAA"}""", "null", "5", "true", "\"text\"", "[]", "{}");

	@AfterAll
	static void stop() {
		issuer.close();
	}

	@ParameterizedTest
	@FieldSource("UNUSABLE")
	void usesTheOtherKeys(String unusable, CapturedOutput output) {
		issuer.publish(unusable, issuer.rsaKey());
		assertThat(decoder().decode(rs256("rsa")).getSubject()).isEqualTo("alice");
		assertThat(output.getAll().lines().filter((line) -> line.contains("Ignoring key "))).hasSize(1);
	}

	@ParameterizedTest
	@FieldSource("UNUSABLE")
	void cannotVerifyTokensWithoutAnyUsableKey(String unusable) {
		issuer.publish(unusable);
		assertUnavailable(decoder(), "has no key that can be used");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "null", "5", "[]", "{}", "{\"keys\": null}", "{\"keys\": {}}", "{\"keys\": [",
			"<html>not found</html>" })
	void cannotVerifyTokensWithoutKeySet(String document) {
		issuer.publishDocument(document);
		assertUnavailable(decoder(), "no keys from " + issuer.uri() + ": it is not ");
	}

	@Test
	void answers503AndSaysWhyWithoutAnyUsableKey(Services services, CapturedOutput output) {
		issuer.publish(UNUSABLE.toArray(String[]::new));
		Answer answer = backend(services).session("Authorization", "Bearer " + rs256("rsa"));
		assertThat(answer.status()).isEqualTo(503);
		assertThat(answer.code()).isEqualTo("identity_provider_unavailable");
		assertThat(output).contains("the key set from " + issuer.uri() + " has no key that can be used");
	}

	@Test
	void logsEachIgnoredKeyOnceAndNotAtEveryFetch(Services services, CapturedOutput output) {
		issuer.publish(Stream.concat(UNUSABLE.stream(), Stream.of(issuer.rsaKey())).toArray(String[]::new));
		Backend backend = backend(services);
		int fetches = issuer.fetches();
		assertThat(backend.session("Authorization", "Bearer " + rs256("rsa")).status()).isEqualTo(200);
		assertThat(backend.session("Authorization", "Bearer " + rs256("unknown")).status()).isEqualTo(401);
		assertThat(issuer.fetches() - fetches).isEqualTo(2);
		assertThat(output.getAll().lines().filter((line) -> line.contains("Ignoring key "))).hasSize(UNUSABLE.size())
			.anyMatch((line) -> line.endsWith("Ignoring key \"rsa-1024\" of the JWT issuer: "
					+ "an RSA key of 1024 bits is too small, at least 2048 are required"))
			.anyMatch((line) -> line
				.endsWith("Ignoring key number 29 without kid of the JWT issuer: " + "it is not a JSON object"));
	}

	@Test
	void keepsTheLogSafeFromWhatKeysContain(CapturedOutput output) {
		issuer.publish(change("{}", Map.of("kid", "a\r\nb\u001b[31m\u2028" + "c".repeat(10_000), "kty", "d\ne")),
				issuer.rsaKey());
		decoder().decode(rs256("rsa"));
		assertThat(output.getAll().lines().filter((line) -> line.contains("Ignoring key "))).singleElement()
			.asString()
			.matches(".*key \"a\\?b\\?\\[31m\\?c{100,200}\\.\\.\\.\" of the JWT issuer: [ -~]*d\\?e[ -~]*");
	}

	@Test
	void logsALimitedNumberOfKeys(CapturedOutput output) {
		issuer.publish(Stream.concat(Stream.generate(() -> "null").limit(1000), Stream.of(issuer.rsaKey()))
			.toArray(String[]::new));
		decoder().decode(rs256("rsa"));
		assertThat(output.getAll().lines().filter((line) -> line.contains("Ignoring key "))).hasSize(100);
	}

	@Test
	void keepsItsKeysWhenTheIssuerPublishesNoKeySet() {
		issuer.publish(issuer.rsaKey());
		JwtDecoder decoder = decoder();
		decoder.decode(rs256("rsa"));
		issuer.publishDocument("<html>back soon</html>");
		assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> decoder.decode(rs256("unknown")));
		assertThat(decoder.decode(rs256("rsa")).getSubject()).isEqualTo("alice");
	}

	@Test
	void doesNotTakeTheWithdrawalOfAllKeysForAnOutage() {
		issuer.publish(issuer.rsaKey());
		JwtDecoder decoder = decoder();
		decoder.decode(rs256("rsa"));
		issuer.publish();
		assertUnavailable(decoder, "has no key that can be used");
		// Too early for another fetch, but the issuer's keys are no better known than
		// before
		assertUnavailable(decoder, "");
	}

	private static void assertUnavailable(JwtDecoder decoder, String reason) {
		assertThatExceptionOfType(JwtException.class).isThrownBy(() -> decoder.decode(rs256("unknown")))
			.isNotInstanceOf(BadJwtException.class)
			.withCauseInstanceOf(KeySourceException.class)
			.withMessageContaining(reason);
	}

	private static JwtDecoder decoder() {
		return JwtDecoders.create(new SecurityProperties.Jwt(null, HttpUrl.of(issuer.uri()), null, null, "sub"));
	}

	private static Backend backend(Services services) {
		return services.start("CHATKIT_JWT_JWK_SET_URI=" + issuer.uri());
	}

	private static String rs256(String keyId) {
		return issuer.token("{\"alg\": \"RS256\", \"kid\": \"%s\"}".formatted(keyId));
	}

	private static String change(String key, Map<String, Object> changes, String... removals) {
		JsonMapper json = new JsonMapper();
		ObjectNode node = (ObjectNode) json.readTree(key);
		changes.forEach((name, value) -> node.set(name, json.valueToTree(value)));
		return node.remove(List.of(removals)).toString();
	}

	private static String padded(String rsa) {
		byte[] modulus = Base64URL.from(new JsonMapper().readTree(rsa).path("n").stringValue()).decode();
		byte[] padded = new byte[2 * modulus.length];
		System.arraycopy(modulus, 0, padded, modulus.length, modulus.length);
		return Base64URL.encode(padded).toString();
	}

	private static String rsa(int bits) {
		try {
			return new RSAKeyGenerator(bits, true).generate().toPublicJWK().toString();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String ec(Curve curve) {
		try {
			return new ECKeyGenerator(curve).generate().toPublicJWK().toString();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
