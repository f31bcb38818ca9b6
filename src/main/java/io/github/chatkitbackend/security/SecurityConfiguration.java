package io.github.chatkitbackend.security;

import java.util.ArrayList;
import java.util.List;

import io.github.chatkitbackend.identity.Caller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;

/**
 * Configures authentication and authorization for all paths.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

	private static final Logger logger = LoggerFactory.getLogger(SecurityConfiguration.class);

	private static final List<String> OPEN_PATHS = List.of("/health", "/actuator/health", "/actuator/health/*",
			// Their links are signed
			"/attachments/*/content", "/attachments/*/preview");

	private static final List<String> DOCS_PATHS = List.of("/", "/openapi.json", "/docs", "/docs/*");

	/**
	 * Open paths have a separate chain, so that a wrong token is ignored instead of
	 * rejected.
	 */
	@Bean
	@Order(1)
	SecurityFilterChain openPaths(HttpSecurity http, @Value("${chatkit.docs.enabled:true}") boolean docsEnabled) {
		List<String> paths = new ArrayList<>(OPEN_PATHS);
		if (docsEnabled) {
			paths.addAll(DOCS_PATHS);
		}
		http.securityMatcher(paths.toArray(String[]::new));
		http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll());
		return stateless(http).build();
	}

	@Bean
	@Order(2)
	SecurityFilterChain authenticatedPaths(HttpSecurity http, SecurityProperties properties,
			BearerTokenProviders providers, OperatorPaths operatorPaths, SecurityErrors errors) {
		http.authorizeHttpRequests((requests) -> {
			requests.requestMatchers("/actuator", "/actuator/**").access(operatorPaths);
			AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizedUrl others = requests.anyRequest();
			if (properties.isOpen()) {
				others.permitAll();
			}
			else {
				others.authenticated();
			}
		});
		http.anonymous((anonymous) -> anonymous.principal(new Caller.Anyone()));
		http.exceptionHandling((handling) -> handling.authenticationEntryPoint(errors).accessDeniedHandler(errors));
		if (properties.isOpen()) {
			logger.warn("Neither CHATKIT_BACKEND_TOKEN nor CHATKIT_JWT_ISSUER_URI, CHATKIT_JWT_JWK_SET_URI or "
					+ "CHATKIT_JWT_SECRET is set: anyone who can reach this service may send messages and create "
					+ "sessions for any user, at your expense");
		}
		else {
			http.addFilterBefore(bearerTokens(providers, errors), AnonymousAuthenticationFilter.class);
		}
		return stateless(http).build();
	}

	private static BearerTokenAuthenticationFilter bearerTokens(BearerTokenProviders providers, SecurityErrors errors) {
		BearerTokenAuthenticationFilter filter = new BearerTokenAuthenticationFilter(providers.manager());
		filter.setAuthenticationEntryPoint(errors);
		filter.setAuthenticationFailureHandler(errors::commence);
		return filter;
	}

	/**
	 * Applies to all paths: there is no server-side session, hence no CSRF token. HSTS is
	 * left to the proxy that terminates TLS, which knows the whole domain.
	 */
	private static HttpSecurity stateless(HttpSecurity http) {
		http.cors(AbstractHttpConfigurer::disable);
		http.csrf(AbstractHttpConfigurer::disable);
		http.logout(AbstractHttpConfigurer::disable);
		http.requestCache(AbstractHttpConfigurer::disable);
		http.sessionManagement(AbstractHttpConfigurer::disable);
		http.securityContext(
				(context) -> context.securityContextRepository(new RequestAttributeSecurityContextRepository()));
		http.servletApi(AbstractHttpConfigurer::disable);
		http.headers((headers) -> headers.httpStrictTransportSecurity((hsts) -> hsts.disable())
			.cacheControl((cache) -> cache.disable()));
		return http;
	}

}
