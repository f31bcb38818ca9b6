package io.github.chatkitbackend.security;

import java.io.IOException;
import java.net.InetAddress;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Remembers whether a request began on this machine: its connection did, and no proxy
 * passed it on. This is asked before Tomcat believes {@code X-Forwarded-For}, which
 * whoever writes it can make say so too.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class PeerAddress implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

	private static final String LOCAL = PeerAddress.class.getName() + ".LOCAL";

	@Override
	public void customize(TomcatServletWebServerFactory factory) {
		factory.addEngineValves(new Valve());
	}

	static boolean isLocal(HttpServletRequest request) {
		return Boolean.TRUE.equals(request.getAttribute(LOCAL));
	}

	/**
	 * Tomcat's own request knows the peer, the servlet's does not.
	 */
	static class Valve extends ValveBase {

		Valve() {
			super(true);
		}

		@Override
		public void invoke(Request request, Response response) throws IOException, ServletException {
			request.setAttribute(LOCAL, request.getHeader("X-Forwarded-For") == null
					&& InetAddress.ofLiteral(request.getPeerAddr()).isLoopbackAddress());
			getNext().invoke(request, response);
		}

	}

}
