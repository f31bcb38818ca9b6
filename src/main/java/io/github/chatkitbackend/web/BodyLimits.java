package io.github.chatkitbackend.web;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Limits the body of every request, no matter which component reads it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 4)
class BodyLimits extends OncePerRequestFilter {

	private final List<BodyLimit> limits;

	BodyLimits(ObjectProvider<BodyLimit> limits) {
		// The longest path that contains a request comes first
		this.limits = limits.stream()
			.sorted(Comparator.comparing((BodyLimit limit) -> limit.path().length()).reversed())
			.toList();
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String uri = request.getRequestURI();
		BodyLimit limit = this.limits.stream()
			.filter((candidate) -> candidate.contains(uri))
			.findFirst()
			.orElse(BodyLimit.DEFAULT);
		chain.doFilter(new LimitedRequest(request, limit), response);
	}

}
