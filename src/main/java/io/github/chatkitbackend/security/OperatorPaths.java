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
 * Who may read the metrics and the other actuator endpoints: whoever reaches the port
 * that the operator gave them, else who holds the backend token. Where there is neither,
 * nobody may.
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
