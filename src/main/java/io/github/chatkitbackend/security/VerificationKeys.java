package io.github.chatkitbackend.security;

import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Set;

import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;

/**
 * Converts the keys of an issuer that can verify a token to Java keys.
 */
final class VerificationKeys {

	static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256, JWSAlgorithm.EdDSA);

	/** RFC 7518, section 3.3. */
	private static final int MIN_RSA_BITS = 2048;

	private VerificationKeys() {
	}

	/**
	 * The Java key of a JWK.
	 * @param jwk the JWK
	 * @return the public key
	 * @throws JOSEException if the key cannot verify any supported algorithm; the message
	 * contains the reason
	 */
	static PublicKey of(JWK jwk) throws JOSEException {
		KeyUse use = jwk.getKeyUse();
		if (use != null && !use.equals(KeyUse.SIGNATURE)) {
			throw new JOSEException("its use is " + use + ", not sig");
		}
		Algorithm algorithm = jwk.getAlgorithm();
		if (algorithm != null && !ALGORITHMS.contains(algorithm)) {
			throw new JOSEException("algorithm " + algorithm + " is not supported");
		}
		return switch (jwk) {
			case RSAKey rsa -> rsa(rsa);
			case ECKey ec -> ec(ec);
			case OctetKeyPair pair -> Ed25519.publicKey(pair);
			default -> throw new JOSEException("key type " + jwk.getKeyType() + " is not supported");
		};
	}

	private static PublicKey rsa(RSAKey jwk) throws JOSEException {
		RSAPublicKey key = jwk.toRSAPublicKey();
		int bits = key.getModulus().bitLength();
		if (bits < MIN_RSA_BITS) {
			throw new JOSEException(
					"an RSA key of %d bits is too small, at least %d are required".formatted(bits, MIN_RSA_BITS));
		}
		return key;
	}

	/**
	 * ES256 is ECDSA with P-256. A verifier for another curve would reject the token,
	 * even if another key matches.
	 */
	private static PublicKey ec(ECKey jwk) throws JOSEException {
		if (!jwk.getCurve().equals(Curve.P_256)) {
			throw new JOSEException("curve " + jwk.getCurve() + " is not supported");
		}
		return jwk.toECPublicKey();
	}

}
