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
 * that the operator gave them, else who holds the backend token, or, where there is none,
 * somebody on the same machine.
 */
@Component
class OperatorPaths implements AuthorizationManager<RequestAuthorizationContext> {

	private final boolean hasOwnPort;

	private final boolean hasToken;

	OperatorPaths(SecurityProperties properties, Environment environment) {
		this.hasOwnPort = ManagementPortType.get(environment) == ManagementPortType.DIFFERENT;
		this.hasToken = !properties.backendToken().isEmpty();
	}

	@Override
	public AuthorizationDecision authorize(Supplier<? extends @Nullable Authentication> authentication,
			RequestAuthorizationContext context) {
		return new AuthorizationDecision(this.hasOwnPort
				|| (this.hasToken ? isServer(authentication.get()) : PeerAddress.isLocal(context.getRequest())));
	}

	private static boolean isServer(@Nullable Authentication authentication) {
		return authentication != null && authentication.getPrincipal() instanceof Caller.Server;
	}

}
