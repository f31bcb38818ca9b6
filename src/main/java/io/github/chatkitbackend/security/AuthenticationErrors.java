package io.github.chatkitbackend.security;

import java.io.IOException;

import com.nimbusds.jose.KeySourceException;
import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;
import io.github.chatkitbackend.error.ErrorWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.stereotype.Component;

/**
 * Answers requests without a valid token, with the same body as every other error.
 */
@Component
class AuthenticationErrors implements AuthenticationEntryPoint {

	private static final Logger logger = LoggerFactory.getLogger(AuthenticationErrors.class);

	private final ErrorWriter errors;

	AuthenticationErrors(ErrorWriter errors) {
		this.errors = errors;
	}

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
			throws IOException {
		KeySourceException noKeys = keySourceFailure(failure);
		if (noKeys != null) {
			logger.warn("The keys that verify JWTs cannot be fetched, answering 503: {}. Check CHATKIT_JWT_ISSUER_URI "
					+ "or CHATKIT_JWT_JWK_SET_URI, and that this service can reach it", noKeys.getMessage());
			this.errors.write(request, response,
					new ApiException(ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE,
							"Your token cannot be verified at the moment. Try again after the time in Retry-After.",
							PublicKeySelector.FETCH_INTERVAL, null));
			return;
		}
		boolean missing = failure instanceof InsufficientAuthenticationException;
		logger.debug("Answering 401: {}", failure.getMessage());
		// RFC 6750, section 3.1: no error code when the request had no token
		response.setHeader(HttpHeaders.WWW_AUTHENTICATE, missing ? "Bearer" : "Bearer error=\"invalid_token\"");
		this.errors.write(request, response,
				new ApiException(ErrorCode.UNAUTHORIZED,
						missing ? "A bearer token is needed: send it as Authorization: Bearer <token>."
								: "The bearer token is wrong, has expired, or is not meant for this service."));
	}

	private static @Nullable KeySourceException keySourceFailure(Throwable failure) {
		Throwable cause = failure;
		while (cause != null && !(cause instanceof KeySourceException)) {
			cause = cause.getCause();
		}
		return (KeySourceException) cause;
	}

}
