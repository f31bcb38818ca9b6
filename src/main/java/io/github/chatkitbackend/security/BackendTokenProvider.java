package io.github.chatkitbackend.security;

import java.util.List;

import io.github.chatkitbackend.identity.Caller;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/**
 * Authenticates the configured backend tokens, and leaves all others to the next
 * provider.
 */
class BackendTokenProvider implements AuthenticationProvider {

	private final List<BackendToken> tokens;

	BackendTokenProvider(List<BackendToken> tokens) {
		this.tokens = tokens;
	}

	@Override
	public @Nullable Authentication authenticate(Authentication authentication) {
		String presented = ((BearerTokenAuthenticationToken) authentication).getToken();
		boolean known = false;
		for (BackendToken token : this.tokens) {
			known |= token.matches(presented);
		}
		return known ? new CallerAuthentication(new Caller.Server()) : null;
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return BearerTokenAuthenticationToken.class.isAssignableFrom(authentication);
	}

}
