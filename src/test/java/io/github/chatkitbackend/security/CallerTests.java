package io.github.chatkitbackend.security;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import io.github.chatkitbackend.Answer;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.identity.Caller;
import io.github.chatkitbackend.identity.UserId;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.web.filter.OncePerRequestFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A new way to authenticate: it has to say what kind of caller it found.
 */
class CallerTests {

	@Test
	@ChatKitTest(beans = CallerTests.Unknown.class)
	void anAuthenticationWithoutACallerIsNotTakenForSomebodyElse(Backend backend, OpenAIStandIn openai) {
		Answer answer = backend.post("/api/chatkit/session", "{\"user\":\"mallory\"}");
		assertThat(answer.status()).isEqualTo(500);
		assertThat(openai.requests()).isEmpty();
	}

	@Test
	@ChatKitTest(beans = CallerTests.Known.class, settings = "CHATKIT_RATE_LIMIT_PER_MINUTE=1", shared = false)
	void aUserFromANewSourceIsThatUserAndHasALimitOfTheirOwn(Backend backend, OpenAIStandIn openai) {
		assertThat(session(backend, "alice").status()).isEqualTo(200);
		assertThat(openai.lastBody().path("user").stringValue()).isEqualTo("alice");
		assertThat(session(backend, "alice").code()).isEqualTo("rate_limited");
		assertThat(session(backend, "bob").status()).isEqualTo(200);
	}

	private static Answer session(Backend backend, String user) {
		return backend.post("/api/chatkit/session", "{\"user\":\"mallory\"}", "X-Authenticated-As", user);
	}

	private static SecurityFilterChain chain(HttpSecurity http, Source source) {
		http.securityMatcher("/api/**");
		http.csrf(AbstractHttpConfigurer::disable);
		http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated());
		http.addFilterBefore(new OncePerRequestFilter() {

			@Override
			protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
					throws ServletException, IOException {
				SecurityContextHolder.getContext().setAuthentication(source.authenticate(request));
				chain.doFilter(request, response);
			}

		}, AuthorizationFilter.class);
		return http.build();
	}

	/**
	 * Authenticates in a way that knows nothing of callers.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Unknown {

		@Bean
		@Order(0)
		SecurityFilterChain added(HttpSecurity http) {
			return chain(http, (_) -> new TestingAuthenticationToken("alice", "", List.of()));
		}

	}

	/**
	 * Authenticates users by a header, as a new identity source would.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Known {

		@Bean
		@Order(0)
		SecurityFilterChain added(HttpSecurity http) {
			return chain(http, (request) -> new CallerAuthentication(
					new Caller.User(new UserId(request.getHeader("X-Authenticated-As")), Map.of())));
		}

	}

	/**
	 * How a request is authenticated.
	 */
	interface Source {

		/**
		 * Authenticate a request.
		 * @param request the request
		 * @return the result
		 */
		Authentication authenticate(HttpServletRequest request);

	}

}
