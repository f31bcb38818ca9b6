package io.github.chatkitbackend.security;

import java.util.List;

import io.github.chatkitbackend.settings.HttpUrl;
import io.github.chatkitbackend.settings.InvalidSettingException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may call. With neither a backend token nor a source of JWT keys the service is
 * open.
 *
 * @param backendToken tokens that trusted callers send; any of them is valid, so that one
 * can be rotated without a gap
 * @param allowedOrigins origins of the pages that may call from a browser; none by
 * default
 * @param jwt how the tokens of end users are verified
 */
@ConfigurationProperties("chatkit")
record SecurityProperties(@DefaultValue List<BackendToken> backendToken,
		@DefaultValue List<AllowedOrigin> allowedOrigins, @DefaultValue Jwt jwt) {

	SecurityProperties {
		if (allowedOrigins.contains(AllowedOrigin.ANY) && allowedOrigins.size() > 1) {
			throw new InvalidSettingException("allowed-origins", "must not name other origins beside *");
		}
	}

	boolean isOpen() {
		return this.backendToken.isEmpty() && !this.jwt.isConfigured();
	}

	/**
	 * How the tokens of end users are verified.
	 *
	 * @param issuerUri issuer that tokens must name; its keys are found by discovery
	 * unless another source of keys is given
	 * @param jwkSetUri where the keys are, for issuers without discovery
	 * @param secret shared secret for HS256, in place of public keys
	 * @param audience audience that tokens must name; any when absent
	 * @param userClaim claim that holds the end user's id
	 */
	record Jwt(@Nullable HttpUrl issuerUri, @Nullable HttpUrl jwkSetUri, @Nullable JwtSecret secret,
			@Nullable String audience, @DefaultValue("sub") String userClaim) {

		Jwt {
			if (secret != null && jwkSetUri != null) {
				throw new InvalidSettingException("secret",
						"cannot be set together with CHATKIT_JWT_JWK_SET_URI: tokens are signed either way, not both",
						"jwk-set-uri");
			}
			if (audience != null && issuerUri == null && jwkSetUri == null && secret == null) {
				throw new InvalidSettingException("audience",
						"checks nothing by itself: set CHATKIT_JWT_ISSUER_URI, "
								+ "CHATKIT_JWT_JWK_SET_URI or CHATKIT_JWT_SECRET too",
						"issuer-uri", "jwk-set-uri", "secret");
			}
		}

		boolean isConfigured() {
			return this.issuerUri != null || this.jwkSetUri != null || this.secret != null;
		}

	}

}
