package io.github.chatkitbackend.security;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Set;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.crypto.impl.BaseJWSProvider;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;

/**
 * EdDSA with Ed25519 (RFC 8037), based on the JDK. Nimbus supports the algorithm only in
 * combination with Google's Tink. Better Auth signs with it by default.
 */
final class Ed25519 {

	/**
	 * The prefix of the 32 bytes of a key in X.509 encoding (RFC 8410, section 10.1).
	 */
	private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

	private static final int KEY_LENGTH = 32;

	private Ed25519() {
	}

	static PublicKey publicKey(OctetKeyPair jwk) throws JOSEException {
		if (!jwk.getCurve().equals(Curve.Ed25519)) {
			throw new JOSEException("curve " + jwk.getCurve() + " is not supported");
		}
		byte[] key = jwk.getDecodedX();
		if (key.length != KEY_LENGTH) {
			throw new JOSEException("an Ed25519 key must have 32 bytes");
		}
		byte[] encoded = new byte[X509_PREFIX.length + KEY_LENGTH];
		System.arraycopy(X509_PREFIX, 0, encoded, 0, X509_PREFIX.length);
		System.arraycopy(key, 0, encoded, X509_PREFIX.length, KEY_LENGTH);
		try {
			return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
		}
		catch (GeneralSecurityException ex) {
			throw new JOSEException("it is not an Ed25519 key", ex);
		}
	}

	/**
	 * Creates verifiers for EdDSA, and delegates all other algorithms to Nimbus.
	 */
	static final class VerifierFactory extends DefaultJWSVerifierFactory {

		@Override
		public JWSVerifier createJWSVerifier(JWSHeader header, Key key) throws JOSEException {
			return JWSAlgorithm.EdDSA.equals(header.getAlgorithm()) ? new Verifier((PublicKey) key)
					: super.createJWSVerifier(header, key);
		}

	}

	/**
	 * Verifies an Ed25519 signature.
	 */
	private static final class Verifier extends BaseJWSProvider implements JWSVerifier {

		private final PublicKey key;

		Verifier(PublicKey key) {
			super(Set.of(JWSAlgorithm.EdDSA));
			this.key = key;
		}

		@Override
		public boolean verify(JWSHeader header, byte[] signingInput, Base64URL signature) {
			try {
				Signature verifier = Signature.getInstance("Ed25519");
				verifier.initVerify(this.key);
				verifier.update(signingInput);
				return verifier.verify(signature.decode());
			}
			catch (GeneralSecurityException ex) {
				return false;
			}
		}

	}

}
