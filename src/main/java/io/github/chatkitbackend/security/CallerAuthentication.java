package io.github.chatkitbackend.security;

import java.util.List;

import io.github.chatkitbackend.identity.Caller;

import org.springframework.security.authentication.AbstractAuthenticationToken;

/**
 * The result of every successful authentication: its principal is the {@link Caller}, and
 * nothing else is known about who sent a request.
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
