package io.github.chatkitbackend;

import java.time.Instant;
import java.util.Date;
import java.util.function.Consumer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

/**
 * The JWTs of end users, for services that share a secret with their issuer.
 */
public final class UserToken {

	/** For {@code CHATKIT_JWT_SECRET}. */
	public static final String SECRET = "a shared secret of more than 32 bytes";

	private UserToken() {
	}

	/**
	 * A token of a user.
	 * @param subject the user
	 * @return the value of an {@code Authorization} header
	 */
	public static String of(String subject) {
		return of((claims) -> claims.subject(subject));
	}

	/**
	 * A token of a user called alice.
	 * @param changes further claims
	 * @return the value of an {@code Authorization} header
	 */
	public static String of(Consumer<JWTClaimsSet.Builder> changes) {
		JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder().subject("alice")
			.expirationTime(Date.from(Instant.now().plusSeconds(60)));
		changes.accept(claims);
		try {
			SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims.build());
			jwt.sign(new MACSigner(SECRET));
			return "Bearer " + jwt.serialize();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
