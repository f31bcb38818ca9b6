package io.github.chatkitbackend.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import tools.jackson.databind.json.JsonMapper;

/**
 * Publishes whatever a test wants as a key set, and signs tokens with whatever a test
 * wants as their header.
 */
class KeyServer implements AutoCloseable {

	static final String SECRET = "a shared secret of more than 32 bytes";

	private static final String CLAIMS = """
			{"sub": "alice", "exp": 4102444800}""";

	private final MockWebServer server = new MockWebServer();

	private final KeyPair rsa = keyPair("RSA", 2048);

	private final KeyPair ec = keyPair("EC", 256);

	private final KeyPair ed25519 = keyPair("Ed25519", 255);

	private volatile String document = "";

	KeyServer() {
		this.server.setDispatcher(new Dispatcher() {

			@Override
			public MockResponse dispatch(RecordedRequest request) {
				return new MockResponse.Builder().body(KeyServer.this.document).build();
			}

		});
		try {
			this.server.start(InetAddress.getLoopbackAddress(), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	String uri() {
		return this.server.url("/jwks").toString();
	}

	int fetches() {
		return this.server.getRequestCount();
	}

	void publish(String... keys) {
		publishDocument("{\"keys\": [%s]}".formatted(String.join(",", keys)));
	}

	void publishDocument(String document) {
		this.document = document;
	}

	String rsaKey() {
		return new RSAKey.Builder((RSAPublicKey) this.rsa.getPublic()).keyID("rsa").build().toString();
	}

	String ecKey() {
		return new ECKey.Builder(Curve.P_256, (ECPublicKey) this.ec.getPublic()).keyID("ec").build().toString();
	}

	String ed25519Key() {
		byte[] encoded = this.ed25519.getPublic().getEncoded();
		byte[] x = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
		return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(x)).keyID("ed").build().toString();
	}

	String token(String header) {
		String input = Base64URL.encode(header) + "." + Base64URL.encode(CLAIMS);
		String algorithm = new JsonMapper().readTree(header).path("alg").stringValue();
		try {
			return input + "." + Base64URL.encode(sign(algorithm, input.getBytes(StandardCharsets.US_ASCII)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private byte[] sign(String algorithm, byte[] input) throws GeneralSecurityException {
		return switch (algorithm) {
			case "RS256" -> sign("SHA256withRSA", this.rsa.getPrivate(), input);
			case "ES256" -> sign("SHA256withECDSAinP1363Format", this.ec.getPrivate(), input);
			case "EdDSA" -> sign("Ed25519", this.ed25519.getPrivate(), input);
			default -> {
				Mac mac = Mac.getInstance("HmacSHA256");
				mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
				yield mac.doFinal(input);
			}
		};
	}

	private static byte[] sign(String algorithm, PrivateKey key, byte[] input) throws GeneralSecurityException {
		Signature signature = Signature.getInstance(algorithm);
		signature.initSign(key);
		signature.update(input);
		return signature.sign();
	}

	private static KeyPair keyPair(String algorithm, int bits) {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
			generator.initialize(bits);
			return generator.generateKeyPair();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.server.close();
	}

}
