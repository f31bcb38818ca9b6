package io.github.chatkitbackend.security;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.proc.SingleKeyJWSKeySelector;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
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
 * Creates the decoder for the tokens of end users. Spring Security's builders do not
 * support Ed25519 and need the issuer at startup.
 */
final class JwtDecoders {

	/**
	 * The form in which Nimbus represents a number in {@code sub} that does not fit into
	 * a long. The number has lost digits.
	 */
	private static final Pattern ROUNDED = Pattern.compile("-?\\d+\\.\\d+(E-?\\d+)?");

	/**
	 * The accepted token types: JWT, access token, or none. The prefix
	 * {@code application/} is optional (RFC 7515, section 4.1.9; RFC 9068, section 4).
	 */
	private static final JOSEObjectType[] TYPES = { null, JOSEObjectType.JWT, new JOSEObjectType("application/jwt"),
			new JOSEObjectType("at+jwt"), new JOSEObjectType("application/at+jwt") };

	private JwtDecoders() {
	}

	static JwtDecoder create(SecurityProperties.Jwt properties) {
		DefaultJWTProcessor<SecurityContext> processor = new Processor();
		processor.setJWSKeySelector(keys(properties));
		processor.setJWSVerifierFactory(new Ed25519.VerifierFactory());
		processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(TYPES));
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

	/**
	 * Rejects {@code crit} for all algorithms: this service supports no extension, and an
	 * empty list is invalid (RFC 7515, section 4.1.11).
	 */
	private static final class Processor extends DefaultJWTProcessor<SecurityContext> {

		@Override
		public JWTClaimsSet process(SignedJWT jwt, SecurityContext context) throws BadJOSEException, JOSEException {
			if (jwt.getHeader().getCriticalParams() != null) {
				throw new BadJOSEException("The header has crit, but no extension is supported");
			}
			return super.process(jwt, context);
		}

	}

}
