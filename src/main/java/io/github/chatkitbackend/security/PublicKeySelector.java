package io.github.chatkitbackend.security;

import java.security.Key;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the public keys that may have signed a token. Keys are cached, fetched again for
 * a key id that is not among them, and kept while their issuer is away.
 */
class PublicKeySelector implements JWSKeySelector<SecurityContext> {

	private static final Logger logger = LoggerFactory.getLogger(PublicKeySelector.class);

	/** How often keys are fetched at the most, twice in a row counting as once. */
	static final Duration FETCH_INTERVAL = Duration.ofSeconds(5);

	private static final Duration CACHE = Duration.ofMinutes(5);

	private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256,
			JWSAlgorithm.EdDSA);

	private final JWKSource<SecurityContext> source;

	private volatile boolean keysFetched;

	PublicKeySelector(JWKSetSource<SecurityContext> source) {
		this.source = JWKSourceBuilder.create(source)
			.cache(CACHE.toMillis(), FETCH_INTERVAL.toMillis())
			.refreshAheadCache(false)
			.rateLimited(FETCH_INTERVAL.toMillis())
			.outageTolerantForever()
			.build();
	}

	@Override
	public List<? extends Key> selectJWSKeys(JWSHeader header, SecurityContext context) throws KeySourceException {
		if (!ALGORITHMS.contains(header.getAlgorithm())) {
			return List.of();
		}
		List<Key> keys = new ArrayList<>();
		for (JWK jwk : fetch(new JWKSelector(JWKMatcher.forJWSHeader(header)), context)) {
			addKey(jwk, keys);
		}
		return keys;
	}

	/**
	 * A key id that is still unknown after the keys were fetched is a wrong token, not an
	 * issuer that cannot be reached.
	 */
	private List<JWK> fetch(JWKSelector selector, SecurityContext context) throws KeySourceException {
		try {
			List<JWK> keys = this.source.get(selector, context);
			this.keysFetched = true;
			return keys;
		}
		catch (RateLimitReachedException ex) {
			if (this.keysFetched) {
				return List.of();
			}
			throw ex;
		}
	}

	/**
	 * ES256 is ECDSA on P-256; a verifier for another curve would refuse the whole token.
	 */
	private static boolean isOtherCurve(JWK jwk) {
		return jwk instanceof ECKey ec && !ec.getCurve().equals(Curve.P_256);
	}

	/**
	 * A key that cannot be used is passed over: one bad key must not disable the others.
	 */
	private static void addKey(JWK jwk, List<Key> keys) {
		try {
			if (jwk instanceof OctetKeyPair pair) {
				keys.add(Ed25519.publicKey(pair));
			}
			else if (jwk instanceof AsymmetricJWK asymmetric && !isOtherCurve(jwk)) {
				keys.add(asymmetric.toPublicKey());
			}
		}
		catch (JOSEException ex) {
			logger.debug("A key of the issuer cannot be used: {}", ex.getMessage());
		}
	}

}
