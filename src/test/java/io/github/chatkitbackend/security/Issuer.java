package io.github.chatkitbackend.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/**
 * An identity provider with a key of each algorithm, which publishes its keys with
 * discovery and without, and can be taken down.
 */
class Issuer implements AutoCloseable {

	static final String AUDIENCE = "chatkit";

	private final MockWebServer server = new MockWebServer();

	private final RSAKey rsa;

	private final ECKey ec;

	private final KeyPair ed25519;

	private volatile boolean down;

	Issuer() {
		try {
			this.rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
			this.ec = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
			this.ed25519 = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
			this.server.setDispatcher(new Dispatcher() {

				@Override
				public MockResponse dispatch(RecordedRequest request) {
					return answer(request.getTarget());
				}

			});
			this.server.start(InetAddress.getLoopbackAddress(), 0);
		}
		catch (GeneralSecurityException | JOSEException ex) {
			throw new IllegalStateException(ex);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private MockResponse answer(String target) {
		MockResponse.Builder response = new MockResponse.Builder().setHeader("Content-Type", "application/json");
		if (this.down) {
			return response.code(503).build();
		}
		return switch (target) {
			case "/.well-known/openid-configuration" -> response.body("""
					{"issuer": "%s", "jwks_uri": "%s"}""".formatted(uri(), jwkSetUri())).build();
			case "/.well-known/oauth-authorization-server/tenant" -> response.body("""
					{"issuer": "%s/tenant", "jwks_uri": "%s"}""".formatted(uri(), jwkSetUri())).build();
			case "/impostor/.well-known/openid-configuration" -> response.body("""
					{"issuer": "https://other.example.com", "jwks_uri": "%s"}""".formatted(jwkSetUri())).build();
			case "/without-keys/.well-known/openid-configuration" -> response.body("""
					{"issuer": "%s/without-keys"}""".formatted(uri())).build();
			case "/null-metadata/.well-known/openid-configuration" -> response.body("null").build();
			case "/null-key/.well-known/openid-configuration" -> response.body("""
					{"issuer": "%1$s/null-key", "jwks_uri": "%1$s/null-jwks"}""".formatted(uri())).build();
			case "/null-jwks" -> response.body("{\"keys\": [null]}").build();
			case "/mixed-jwks" ->
				response.body(new JWKSet(List.of(otherCurve(), this.ec)).toPublicJWKSet().toString()).build();
			case "/jwks" ->
				response.body(new JWKSet(List.of(this.rsa, this.ec, ed25519Jwk())).toPublicJWKSet().toString()).build();
			default -> response.code(404).build();
		};
	}

	String uri() {
		return "http://127.0.0.1:" + this.server.getPort();
	}

	String jwkSetUri() {
		return uri() + "/jwks";
	}

	int fetches() {
		return this.server.getRequestCount();
	}

	void takeDown(boolean down) {
		this.down = down;
	}

	String rs256(String subject) {
		return rs256((claims) -> claims.subject(subject));
	}

	String rs256(Consumer<JWTClaimsSet.Builder> changes) {
		return sign(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("rsa").build(), rsaSigner(), claims(changes));
	}

	String rs256Payload(String json) {
		try {
			JWSObject jws = new JWSObject(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("rsa").build(),
					new Payload(json));
			jws.sign(rsaSigner());
			return jws.serialize();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	String rs256WithHeader(Consumer<JWSHeader.Builder> changes) {
		JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("rsa");
		changes.accept(header);
		return sign(header.build(), rsaSigner(), claims((_) -> {
		}));
	}

	String rs512(String subject) {
		return sign(new JWSHeader.Builder(JWSAlgorithm.RS512).keyID("rsa").build(), rsaSigner(),
				claims((claims) -> claims.subject(subject)));
	}

	String accessToken(String subject) {
		return sign(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("rsa").type(new JOSEObjectType("at+jwt")).build(),
				rsaSigner(), claims((claims) -> claims.subject(subject)));
	}

	String es256(String subject) {
		try {
			return sign(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("ec").build(), new ECDSASigner(this.ec),
					claims((claims) -> claims.subject(subject)));
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	String es256WithoutKeyId(String subject) {
		try {
			return sign(new JWSHeader(JWSAlgorithm.ES256), new ECDSASigner(this.ec),
					claims((claims) -> claims.subject(subject)));
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static ECKey otherCurve() {
		try {
			return new ECKeyGenerator(Curve.P_384).generate();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	String edDsa(String subject) {
		JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.EdDSA).keyID("ed").build();
		String input = header.toBase64URL() + "."
				+ Base64URL.encode(claims((claims) -> claims.subject(subject)).toString());
		try {
			Signature signer = Signature.getInstance("Ed25519");
			signer.initSign(this.ed25519.getPrivate());
			signer.update(input.getBytes(StandardCharsets.US_ASCII));
			return input + "." + Base64URL.encode(signer.sign());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	String unsigned(String subject) {
		return new PlainJWT(claims((claims) -> claims.subject(subject))).serialize();
	}

	/**
	 * The classic confusion: the public key, which everybody has, taken for a shared
	 * secret.
	 */
	String hs256WithThePublicKey(String subject) {
		try {
			return hs256(this.rsa.toRSAPublicKey().getEncoded(), "rsa", claims((claims) -> claims.subject(subject)));
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	String hs256(String secret, String subject) {
		return hs256(secret.getBytes(StandardCharsets.UTF_8), null, claims((claims) -> claims.subject(subject)));
	}

	String hs256WithKeyId(String secret, String subject) {
		return hs256(secret.getBytes(StandardCharsets.UTF_8), "any", claims((claims) -> claims.subject(subject)));
	}

	private static String hs256(byte[] secret, String keyId, JWTClaimsSet claims) {
		try {
			return sign(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(keyId).build(), new MACSigner(secret), claims);
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private JWTClaimsSet claims(Consumer<JWTClaimsSet.Builder> changes) {
		JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder().issuer(uri())
			.audience(AUDIENCE)
			.subject("alice")
			.issueTime(Date.from(Instant.now()))
			.expirationTime(Date.from(Instant.now().plusSeconds(300)));
		changes.accept(claims);
		return claims.build();
	}

	private JWSSigner rsaSigner() {
		try {
			return new RSASSASigner(this.rsa);
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String sign(JWSHeader header, JWSSigner signer, JWTClaimsSet claims) {
		try {
			SignedJWT jwt = new SignedJWT(header, claims);
			jwt.sign(signer);
			return jwt.serialize();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private OctetKeyPair ed25519Jwk() {
		byte[] encoded = ((EdECPublicKey) this.ed25519.getPublic()).getEncoded();
		byte[] x = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
		return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(x)).keyID("ed").build();
	}

	@Override
	public void close() {
		this.server.close();
	}

}
