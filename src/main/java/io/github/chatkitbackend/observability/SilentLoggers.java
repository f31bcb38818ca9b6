package io.github.chatkitbackend.observability;

import java.util.List;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Sets the level of loggers that print parts of requests, such as cookies, query strings
 * and bodies, to WARN. Some of them do so at INFO. This overrides the levels that an
 * operator configures.
 */
class SilentLoggers implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	private static final List<String> LOGGERS = List.of("org.apache.catalina.authenticator.AuthenticatorBase",
			"org.apache.catalina.connector.CoyoteAdapter", "org.apache.catalina.valves.RemoteIpValve",
			"org.apache.coyote.http11.Http11InputBuffer", "org.apache.coyote.http11.Http11Processor",
			"org.apache.tomcat.util.http.Parameters", "org.apache.tomcat.util.http.Rfc6265CookieProcessor",
			"org.apache.tomcat.util.http.parser.Cookie", "org.springframework.security.web.FilterChainProxy",
			"org.springframework.security.web.access.intercept.RequestMatcherDelegatingAuthorizationManager",
			"org.springframework.security.web.firewall.HttpStatusRequestRejectedHandler",
			"org.springframework.web.method.HandlerMethod", "org.springframework.web.servlet.DispatcherServlet",
			"org.springframework.web.servlet.mvc.method.annotation.HttpEntityMethodProcessor",
			"org.springframework.web.servlet.mvc.method.annotation.RequestResponseBodyMethodProcessor");

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		LoggingSystem logging = LoggingSystem.get(SilentLoggers.class.getClassLoader());
		LOGGERS.forEach((logger) -> logging.setLogLevel(logger, LogLevel.WARN));
	}

}
