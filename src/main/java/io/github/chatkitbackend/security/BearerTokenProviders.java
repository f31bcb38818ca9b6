package io.github.chatkitbackend.security;

import java.util.ArrayList;
import java.util.List;

import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;

/**
 * The kinds of bearer token that are configured; a token that is valid as either is
 * valid.
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
		provider.setJwtAuthenticationConverter((jwt) -> new JwtAuthenticationToken(jwt, List.of(),
				String.valueOf(jwt.getClaims().get(properties.userClaim()))));
		return provider;
	}

}
