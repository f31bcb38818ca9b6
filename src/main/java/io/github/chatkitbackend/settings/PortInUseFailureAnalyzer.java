package io.github.chatkitbackend.settings;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Names the variable that sets the port when another process listens on it already.
 * Spring Boot has an analyzer that names only the port.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class PortInUseFailureAnalyzer extends AbstractFailureAnalyzer<PortInUseException> {

	private final Environment environment;

	PortInUseFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, PortInUseException cause) {
		int port = cause.getPort();
		String variable = isServerPort(port) ? "PORT" : "MANAGEMENT_PORT";
		return new FailureAnalysis(
				"%s is %d, but another process already listens on that port.".formatted(variable, port),
				"Stop the other process, or set %s to a free port.".formatted(variable), cause);
	}

	private boolean isServerPort(int port) {
		return this.environment.getProperty("server.port", "").equals(String.valueOf(port));
	}

}
