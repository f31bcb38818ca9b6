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
 * The headers of every answer: that nothing may store it, and the id under which the log
 * and the traces know the request. It stands right behind Spring Boot's filter that
 * starts the trace.
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
