package io.github.chatkitbackend.session;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.github.chatkitbackend.error.ErrorWriter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Records the number, duration and outcome of session requests. It runs before all
 * filters that may send a response.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
class SessionMetrics extends OncePerRequestFilter {

	private static final Set<String> PATHS = Set.of(SessionController.PATH, SessionController.PATH_PLURAL,
			SessionController.PATH_SHORT, SessionController.PATH_STARTER);

	private final MeterRegistry meters;

	private final Map<String, Timer> timers = new ConcurrentHashMap<>();

	SessionMetrics(MeterRegistry meters) {
		this.meters = meters;
	}

	private Timer timer(String outcome) {
		return Timer.builder("chatkit.sessions")
			.description("Requests for sessions, by success or error code")
			.tag("outcome", outcome)
			.register(this.meters);
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !PATHS.contains(request.getRequestURI()) || HttpMethod.OPTIONS.matches(request.getMethod());
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		long start = System.nanoTime();
		String outcome = "internal_error";
		try {
			chain.doFilter(request, response);
			outcome = ErrorWriter.outcome(request, response);
		}
		finally {
			this.timers.computeIfAbsent(outcome, this::timer).record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
		}
	}

}
