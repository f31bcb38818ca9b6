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
 * Configures the web server of {@code MANAGEMENT_PORT}, which has its own application
 * context. It applies the same limits and errors as the main server, and serves the
 * actuator only. By default, it would serve the static files of the features too. Spring
 * Boot finds this class by its name in {@code META-INF/spring}.
 */
@ConditionalOnManagementPort(ManagementPortType.DIFFERENT)
@Import({ ContainerErrors.class, ConnectionBuffers.class, BodyLimits.class })
class ManagementPort {

	@Bean
	OnlyActuator onlyActuator(ErrorWriter errors) {
		return new OnlyActuator(errors);
	}

	/**
	 * Answers 404 for all paths outside the actuator.
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
