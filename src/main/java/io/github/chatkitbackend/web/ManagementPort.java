package io.github.chatkitbackend.web;

import java.io.IOException;

import io.github.chatkitbackend.error.ErrorWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.actuate.autoconfigure.web.server.ConditionalOnManagementPort;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The web server of {@code MANAGEMENT_PORT}, which has a context of its own. It has the
 * same limits and errors as the main one, and serves nothing but the actuator: Spring
 * Boot would serve the features' static files there too. Spring Boot finds it by its name
 * in {@code META-INF/spring}.
 */
@ConditionalOnManagementPort(ManagementPortType.DIFFERENT)
@Import({ ContainerErrors.class, ConnectionBuffers.class, BodyLimits.class })
class ManagementPort {

	@Bean
	OnlyActuator onlyActuator(ErrorWriter errors) {
		return new OnlyActuator(errors);
	}

	/**
	 * Hides what is not the actuator's.
	 */
	@Order(Ordered.HIGHEST_PRECEDENCE)
	static class OnlyActuator extends OncePerRequestFilter {

		private final ErrorWriter errors;

		OnlyActuator(ErrorWriter errors) {
			this.errors = errors;
		}

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			String path = request.getRequestURI();
			if (path.equals("/actuator") || path.startsWith("/actuator/")) {
				chain.doFilter(request, response);
			}
			else {
				this.errors.write(request, response, HttpStatus.NOT_FOUND);
			}
		}

	}

}
