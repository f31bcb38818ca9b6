package io.github.chatkitbackend.security;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.proc.SingleKeyJWSKeySelector;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.github.chatkitbackend.identity.UserId;

import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Makes the decoder of end users' tokens. Spring Security's own builders know no Ed25519
 * and need the issuer at start.
 */
final class JwtDecoders {

	/**
	 * How Nimbus writes a number in {@code sub} that does not fit a long, losing digits.
	 */
	private static final Pattern ROUNDED = Pattern.compile("-?\\d+\\.\\d+(E-?\\d+)?");

	private JwtDecoders() {
	}

	static JwtDecoder create(SecurityProperties.Jwt properties) {
		DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
		processor.setJWSKeySelector(keys(properties));
		processor.setJWSVerifierFactory(new Ed25519.VerifierFactory());
		processor.setJWSTypeVerifier(
				new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
		// The validator below checks the claims
		processor.setJWTClaimsSetVerifier((claims, context) -> {
		});
		NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
		decoder.setJwtValidator(validator(properties));
		return decoder;
	}

	private static JWSKeySelector<SecurityContext> keys(SecurityProperties.Jwt properties) {
		JwtSecret secret = properties.secret();
		return (secret != null) ? new SingleKeyJWSKeySelector<>(JWSAlgorithm.HS256, secret.key())
				: new PublicKeySelector(new KeySetSource(properties.issuerUri(), properties.jwkSetUri()));
	}

	private static OAuth2TokenValidator<Jwt> validator(SecurityProperties.Jwt properties) {
		List<OAuth2TokenValidator<Jwt>> validators = new ArrayList<>();
		JwtTimestampValidator timestamps = new JwtTimestampValidator();
		timestamps.setAllowEmptyExpiryClaim(false);
		validators.add(timestamps);
		if (properties.issuerUri() != null) {
			validators.add(new JwtIssuerValidator(properties.issuerUri().value()));
		}
		if (properties.audience() != null) {
			validators.add(new JwtAudienceValidator(properties.audience()));
		}
		validators.add(new JwtClaimValidator<>(properties.userClaim(), JwtDecoders::isUser));
		return new DelegatingOAuth2TokenValidator<>(validators);
	}

	private static boolean isUser(Object claim) {
		return switch (claim) {
			case String user -> UserId.problem(user) == null && !ROUNDED.matcher(user).matches();
			case Integer _, Long _ -> true;
			case null, default -> false;
		};
	}

}
