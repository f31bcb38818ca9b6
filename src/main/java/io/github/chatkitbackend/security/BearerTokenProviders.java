package io.github.chatkitbackend.security;

import java.util.ArrayList;
import java.util.List;

import io.github.chatkitbackend.identity.Caller;
import io.github.chatkitbackend.identity.UserId;
import io.github.chatkitbackend.identity.UserToken;

import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.stereotype.Component;

/**
 * Creates an authentication provider for each configured kind of bearer token. A token is
 * valid if one of the providers accepts it.
 */
@Component
class BearerTokenProviders {

	private final SecurityProperties properties;

	BearerTokenProviders(SecurityProperties properties) {
		this.properties = properties;
	}

	AuthenticationManager manager() {
		List<AuthenticationProvider> providers = new ArrayList<>();
		if (!this.properties.backendToken().isEmpty()) {
			providers.add(new BackendTokenProvider(this.properties.backendToken()));
		}
		if (this.properties.jwt().isConfigured()) {
			providers.add(jwt(this.properties.jwt()));
		}
		return new ProviderManager(providers);
	}

	private static AuthenticationProvider jwt(SecurityProperties.Jwt properties) {
		JwtAuthenticationProvider provider = new JwtAuthenticationProvider(JwtDecoders.create(properties));
		provider.setJwtAuthenticationConverter((jwt) -> {
			UserId user = new UserId(String.valueOf(jwt.getClaims().get(properties.userClaim())));
			return new CallerAuthentication(new Caller.User(user, jwt.getClaims(), new UserToken(jwt.getTokenValue())));
		});
		return provider;
	}

}
