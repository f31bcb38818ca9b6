package io.github.chatkitbackend.security;

import java.util.List;

import io.github.chatkitbackend.settings.HttpUrl;
import io.github.chatkitbackend.settings.InvalidSettingException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of authentication and CORS. Without a backend token and a source of JWT keys,
 * the service is open.
 *
 * @param backendToken tokens that trusted callers send; all of them are valid, so that a
 * token can be rotated without downtime
 * @param allowedOrigins origins of the pages that may call from a browser; none by
 * default
 * @param jwt how the tokens of end users are verified
 */
@ConfigurationProperties("chatkit")
record SecurityProperties(@DefaultValue List<BackendToken> backendToken,
		@DefaultValue List<AllowedOrigin> allowedOrigins, @DefaultValue Jwt jwt) {

	SecurityProperties {
		if (allowedOrigins.contains(AllowedOrigin.ANY) && allowedOrigins.size() > 1) {
			throw new InvalidSettingException("allowed-origins", "must not list origins besides *");
		}
	}

	boolean isOpen() {
		return this.backendToken.isEmpty() && !this.jwt.isConfigured();
	}

	/**
	 * How the tokens of end users are verified.
	 *
	 * @param issuerUri required issuer of tokens; its keys are found by discovery unless
	 * another source of keys is configured
	 * @param jwkSetUri URL of the JWK set, for issuers without discovery
	 * @param secret shared secret for HS256, instead of public keys
	 * @param audience required audience of tokens; any audience is accepted if absent
	 * @param userClaim claim that holds the end user's id
	 */
	record Jwt(@Nullable HttpUrl issuerUri, @Nullable HttpUrl jwkSetUri, @Nullable JwtSecret secret,
			@Nullable String audience, @DefaultValue("sub") String userClaim) {

		Jwt {
			if (secret != null && jwkSetUri != null) {
				throw new InvalidSettingException("secret",
						"cannot be set together with CHATKIT_JWT_JWK_SET_URI: use either a secret or public keys",
						"jwk-set-uri");
			}
			if (audience != null && issuerUri == null && jwkSetUri == null && secret == null) {
				throw new InvalidSettingException("audience",
						"has no effect by itself: also set CHATKIT_JWT_ISSUER_URI, "
								+ "CHATKIT_JWT_JWK_SET_URI or CHATKIT_JWT_SECRET",
						"issuer-uri", "jwk-set-uri", "secret");
			}
		}

		boolean isConfigured() {
			return this.issuerUri != null || this.jwkSetUri != null || this.secret != null;
		}

	}

}
