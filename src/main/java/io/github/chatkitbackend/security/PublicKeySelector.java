package io.github.chatkitbackend.security;

import java.security.Key;
import java.time.Duration;
import java.util.List;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.SecurityContext;

/**
 * Selects the public keys that can verify a token. Keys are cached, fetched again for an
 * unknown key id, and kept while their issuer is unavailable.
 */
class PublicKeySelector implements JWSKeySelector<SecurityContext> {

	/** The minimum interval between fetches. Two fetches in a row count as one. */
	static final Duration FETCH_INTERVAL = Duration.ofSeconds(5);

	private static final Duration CACHE = Duration.ofMinutes(5);

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
		if (!VerificationKeys.ALGORITHMS.contains(header.getAlgorithm())) {
			return List.of();
		}
		return fetch(new JWKSelector(JWKMatcher.forJWSHeader(header)), context).stream()
			.map(PublicKeySelector::key)
			.toList();
	}

	/**
	 * A key id that is still unknown after a successful fetch means that the token is
	 * invalid, not that the issuer is unavailable or has no usable keys.
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
		catch (KeySourceException ex) {
			this.keysFetched = false;
			throw ex;
		}
	}

	/**
	 * The source returns only keys that can be converted.
	 */
	private static Key key(JWK jwk) {
		try {
			return VerificationKeys.of(jwk);
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
