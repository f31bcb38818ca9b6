package io.github.chatkitbackend.web;

import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Limits the body of every request, no matter which component reads it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 4)
class BodyLimits extends OncePerRequestFilter {

	private final Map<PathPattern, BodyLimit> limits = new LinkedHashMap<>();

	BodyLimits(ObjectProvider<BodyLimit> limits) {
		// The longest path that contains a request comes first
		limits.stream()
			.sorted(Comparator.comparing((BodyLimit limit) -> limit.path().length()).reversed())
			.forEach((limit) -> this.limits.put(limit.pattern(), limit));
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		PathContainer path = PathContainer.parsePath(request.getRequestURI());
		BodyLimit limit = this.limits.entrySet()
			.stream()
			.filter((candidate) -> candidate.getKey().matches(path))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse(BodyLimit.DEFAULT);
		chain.doFilter(new LimitedRequest(request, limit), response);
	}

}
