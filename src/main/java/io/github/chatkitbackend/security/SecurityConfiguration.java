package io.github.chatkitbackend.security;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.header.writers.StaticHeadersWriter;

/**
 * One page that says who may call what.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

	private static final Logger logger = LoggerFactory.getLogger(SecurityConfiguration.class);

	private static final String[] OPEN_PATHS = { "/health", "/actuator/health", "/actuator/health/*" };

	@Bean
	SecurityFilterChain openPaths(HttpSecurity http) {
		http.securityMatcher(OPEN_PATHS);
		http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll());
		return stateless(http).build();
	}

	@Bean
	SecurityFilterChain securityFilterChain(HttpSecurity http, SecurityProperties properties,
			BearerTokenProviders providers, AuthenticationErrors errors) {
		if (properties.isOpen()) {
			logger.warn("Neither CHATKIT_BACKEND_TOKEN nor CHATKIT_JWT_ISSUER_URI, CHATKIT_JWT_JWK_SET_URI or "
					+ "CHATKIT_JWT_SECRET is set: anyone who can reach this service may create sessions for any user, "
					+ "and your OpenAI account pays for them");
			http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll());
			return stateless(http).build();
		}
		BearerTokenAuthenticationFilter bearerTokens = new BearerTokenAuthenticationFilter(providers.manager());
		bearerTokens.setAuthenticationEntryPoint(errors);
		bearerTokens.setAuthenticationFailureHandler(errors::commence);
		http.addFilterBefore(bearerTokens, AnonymousAuthenticationFilter.class);
		http.exceptionHandling((handling) -> handling.authenticationEntryPoint(errors));
		http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated());
		return stateless(http).build();
	}

	/**
	 * What holds for every path: no server-side session, hence no CSRF token; nothing is
	 * cached. HSTS is left to the proxy that ends TLS, which knows the whole domain.
	 */
	private static HttpSecurity stateless(HttpSecurity http) {
		http.cors(Customizer.withDefaults());
		http.csrf(AbstractHttpConfigurer::disable);
		http.logout(AbstractHttpConfigurer::disable);
		http.requestCache(AbstractHttpConfigurer::disable);
		http.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
		http.headers((headers) -> headers.httpStrictTransportSecurity((hsts) -> hsts.disable())
			.cacheControl((cache) -> cache.disable())
			.addHeaderWriter(new StaticHeadersWriter(HttpHeaders.CACHE_CONTROL, "no-store")));
		return http;
	}

}
