package io.github.chatkitbackend.observability;

import java.io.IOException;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Adds {@code Cache-Control: no-store} and {@code X-Request-Id} to every response. The
 * request id is the trace id of the log and the traces, so this filter runs directly
 * after Spring Boot's filter that starts the trace.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class AnswerHeaders extends OncePerRequestFilter {

	private final Tracer tracer;

	AnswerHeaders(Tracer tracer) {
		this.tracer = tracer;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		Span span = this.tracer.currentSpan();
		if (span != null) {
			response.setHeader("X-Request-Id", span.context().traceId());
		}
		chain.doFilter(request, response);
	}

}
