package io.github.chatkitbackend.security;

import java.util.List;

import org.springframework.security.authentication.AbstractAuthenticationToken;

/**
 * A caller that holds a backend token: one of the operator's own servers, or the
 * operator.
 */
public final class BackendAuthentication extends AbstractAuthenticationToken {

	BackendAuthentication() {
		super(List.of());
		super.setAuthenticated(true);
	}

	@Override
	public Object getCredentials() {
		return "";
	}

	@Override
	public Object getPrincipal() {
		return "backend";
	}

}
