package io.github.chatkitbackend.security;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.ResourceRetriever;
import io.github.chatkitbackend.settings.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the keys of an issuer. Unless their URL is configured, it is discovered first.
 * Nothing is fetched before the first token arrives, so the service starts even if its
 * issuer is unavailable.
 */
class KeySetSource implements JWKSetSource<SecurityContext> {

	private final ResourceRetriever retriever = new KeyRetriever();

	private final KeySetReader reader = new KeySetReader();

	private final @Nullable HttpUrl issuer;

	private final @Nullable HttpUrl jwkSet;

	KeySetSource(@Nullable HttpUrl issuer, @Nullable HttpUrl jwkSet) {
		this.issuer = issuer;
		this.jwkSet = jwkSet;
	}

	@Override
	public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator evaluator, long currentTime, SecurityContext context)
			throws KeySourceException {
		List<JWK> keys = fetch();
		if (keys.isEmpty()) {
			// Not an outage: keys that the issuer has withdrawn must not remain valid
			throw new KeySourceException("the key set from %s has no key that can be used".formatted(origin()));
		}
		return new JWKSet(keys);
	}

	private List<JWK> fetch() throws JWKSetUnavailableException {
		try {
			URL url = (this.jwkSet != null) ? url(this.jwkSet.value()) : discover(String.valueOf(this.issuer));
			return this.reader.read(this.retriever.retrieveResource(url).getContent());
		}
		catch (IOException | ParseException | RuntimeException ex) {
			throw new JWKSetUnavailableException(
					"no keys from %s: %s".formatted(origin(), KeySetReader.printable(ex.getMessage())), ex);
		}
	}

	private @Nullable HttpUrl origin() {
		return (this.jwkSet != null) ? this.jwkSet : this.issuer;
	}

	/**
	 * Discovers the keys by OpenID Connect Discovery 1.0, section 4, or otherwise by RFC
	 * 8414, section 3.
	 */
	private URL discover(String issuer) throws IOException, ParseException {
		URI uri = URI.create(issuer);
		String path = (uri.getPath() != null) ? uri.getPath().replaceAll("/$", "") : "";
		try {
			return keysOf(issuer, uri.resolve(path + "/.well-known/openid-configuration").toString());
		}
		catch (IOException ex) {
			return keysOf(issuer, uri.resolve("/.well-known/oauth-authorization-server" + path).toString());
		}
	}

	private URL keysOf(String issuer, String metadataUrl) throws IOException, ParseException {
		Map<String, Object> metadata = JSONObjectUtils
			.parse(this.retriever.retrieveResource(url(metadataUrl)).getContent());
		if (!issuer.equals(metadata.get("issuer"))) {
			throw new IOException("the metadata at " + metadataUrl + " contains a different issuer");
		}
		String keys = JSONObjectUtils.getString(metadata, "jwks_uri");
		if (keys == null) {
			throw new IOException("the metadata at " + metadataUrl + " contains no jwks_uri");
		}
		return url(keys);
	}

	private static URL url(String value) throws IOException {
		return URI.create(value).toURL();
	}

	@Override
	public void close() {
		// There is nothing to close
	}

}
