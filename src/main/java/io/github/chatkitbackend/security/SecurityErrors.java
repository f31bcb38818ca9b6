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
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;

/**
 * Writes the common error body for requests without a valid token or without sufficient
 * permission.
 */
@Component
class SecurityErrors implements AuthenticationEntryPoint, AccessDeniedHandler {

	private static final Logger logger = LoggerFactory.getLogger(SecurityErrors.class);

	private final ErrorWriter errors;

	private final SecurityProperties properties;

	SecurityErrors(ErrorWriter errors, SecurityProperties properties) {
		this.errors = errors;
		this.properties = properties;
	}

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
			throws IOException {
		if (noTokenHelps(request)) {
			handle(request, response, new AccessDeniedException("No token would help", failure));
			return;
		}
		KeySourceException noKeys = keySourceFailure(failure);
		if (noKeys != null) {
			unavailable(request, response, noKeys);
		}
		else {
			unauthorized(request, response, failure);
		}
	}

	private boolean noTokenHelps(HttpServletRequest request) {
		return this.properties.isOpen()
				|| (this.properties.backendToken().isEmpty() && OperatorPaths.contain(request.getRequestURI()));
	}

	private void unavailable(HttpServletRequest request, HttpServletResponse response, KeySourceException failure)
			throws IOException {
		logger.warn("JWTs cannot be verified, answering 503: {}. Check CHATKIT_JWT_ISSUER_URI or "
				+ "CHATKIT_JWT_JWK_SET_URI, and that this service can reach it", failure.getMessage());
		this.errors.write(request, response,
				new ApiException(ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE,
						"Your token cannot be verified at the moment. Try again after the time in Retry-After.",
						PublicKeySelector.FETCH_INTERVAL, null));
	}

	private void unauthorized(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
			throws IOException {
		logger.debug("Answering 401: {}", failure.getMessage());
		boolean missing = failure instanceof InsufficientAuthenticationException;
		// RFC 6750, section 3.1: no error code when the request had no token
		response.setHeader(HttpHeaders.WWW_AUTHENTICATE, missing ? "Bearer" : "Bearer error=\"invalid_token\"");
		this.errors.write(request, response,
				new ApiException(ErrorCode.UNAUTHORIZED,
						missing ? "A bearer token is required. Send it as Authorization: Bearer <token>."
								: "The bearer token is wrong, has expired, or is not meant for this service."));
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException failure)
			throws IOException {
		this.errors.write(request, response, new ApiException(ErrorCode.FORBIDDEN,
				"Only the operator may access this path. Set CHATKIT_BACKEND_TOKEN and send it as a bearer token, or move the path to a separate port with MANAGEMENT_PORT."));
	}

	private static @Nullable KeySourceException keySourceFailure(Throwable failure) {
		Throwable cause = failure;
		while (cause != null && !(cause instanceof KeySourceException)) {
			cause = cause.getCause();
		}
		return (KeySourceException) cause;
	}

}
