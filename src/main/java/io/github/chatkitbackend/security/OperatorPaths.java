package io.github.chatkitbackend.security;

import java.util.function.Supplier;

import io.github.chatkitbackend.identity.Caller;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.core.env.Environment;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.stereotype.Component;

/**
 * Authorizes access to the metrics and the other actuator endpoints. They are open on a
 * separate management port. On the main port, they require a backend token. If neither is
 * configured, access is denied.
 */
@Component
class OperatorPaths implements AuthorizationManager<RequestAuthorizationContext> {

	private final boolean hasOwnPort;

	OperatorPaths(Environment environment) {
		this.hasOwnPort = ManagementPortType.get(environment) == ManagementPortType.DIFFERENT;
	}

	static boolean contain(String path) {
		return path.startsWith("/actuator");
	}

	@Override
	public AuthorizationDecision authorize(Supplier<? extends @Nullable Authentication> authentication,
			RequestAuthorizationContext context) {
		return new AuthorizationDecision(this.hasOwnPort || isServer(authentication.get()));
	}

	private static boolean isServer(@Nullable Authentication authentication) {
		return authentication != null && authentication.getPrincipal() instanceof Caller.Server;
	}

}
