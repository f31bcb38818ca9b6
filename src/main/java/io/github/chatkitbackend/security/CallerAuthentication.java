package io.github.chatkitbackend.security;

import java.util.List;

import io.github.chatkitbackend.identity.Caller;

import org.springframework.security.authentication.AbstractAuthenticationToken;

/**
 * The result of every successful authentication. Its principal, the {@link Caller}, is
 * all that is known about the sender of a request.
 */
final class CallerAuthentication extends AbstractAuthenticationToken {

	private final transient Caller caller;

	CallerAuthentication(Caller caller) {
		super(List.of());
		this.caller = caller;
		super.setAuthenticated(true);
	}

	@Override
	public Object getCredentials() {
		return "";
	}

	@Override
	public Caller getPrincipal() {
		return this.caller;
	}

}
