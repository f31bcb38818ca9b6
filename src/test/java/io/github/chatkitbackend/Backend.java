package io.github.chatkitbackend;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.web.context.support.StandardServletEnvironment;

/**
 * The whole service on a free port, configured by environment variables as an operator
 * would, and called over HTTP as a frontend would.
 */
public final class Backend implements Closeable {

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private final ConfigurableApplicationContext context;

	private Backend(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Start the service with exactly these variables, and a free port unless {@code PORT}
	 * is among them.
	 * @param variables the environment
	 * @param sources the application, and configurations to add
	 * @return the running service
	 */
	static Backend start(Map<String, String> variables, Class<?>... sources) {
		Map<String, Object> environment = new HashMap<>(variables);
		environment.putIfAbsent("PORT", "0");
		SpringApplication application = new SpringApplication(sources);
		application.setEnvironment(new Variables(environment));
		application.setRegisterShutdownHook(false);
		return new Backend(application.run());
	}

	/**
	 * The URL of a path.
	 * @param path the path, with a leading slash
	 * @return the URL
	 */
	public URI url(String path) {
		return URI.create("http://127.0.0.1:" + port() + path);
	}

	/**
	 * The port that the service listens on.
	 * @return the port
	 */
	public int port() {
		return Integer.parseInt(this.context.getEnvironment().getRequiredProperty("local.server.port"));
	}

	/**
	 * A bean of the running service, for state that is not accessible over HTTP.
	 * @param <T> its type
	 * @param type its type
	 * @return the bean
	 */
	public <T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	/**
	 * Request a session with an empty body.
	 * @param headers names and values of headers, in turn
	 * @return the answer
	 */
	public Answer session(String... headers) {
		return post("/api/chatkit/session", "", headers);
	}

	/**
	 * Post a body without a content type.
	 * @param path the path
	 * @param body the body
	 * @param headers names and values of headers, in turn
	 * @return the answer
	 */
	public Answer post(String path, String body, String... headers) {
		return send("POST", path, BodyPublishers.ofString(body), headers);
	}

	/**
	 * Get a path.
	 * @param path the path
	 * @param headers names and values of headers, in turn
	 * @return the answer
	 */
	public Answer get(String path, String... headers) {
		return send("GET", path, BodyPublishers.noBody(), headers);
	}

	/**
	 * The value of a metric that has no labels.
	 * @param name its name in Prometheus
	 * @return its value, 0 if there is none
	 */
	public double metric(String name) {
		return bean(PrometheusMeterRegistry.class).scrape()
			.lines()
			.filter((line) -> line.startsWith(name + " "))
			.mapToDouble((line) -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
			.sum();
	}

	/**
	 * Get a path from the management port.
	 * @param path the path
	 * @return the answer
	 */
	public Answer management(String path) {
		String port = this.context.getEnvironment().getRequiredProperty("local.management.port");
		return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)));
	}

	/**
	 * Send any request.
	 * @param method the method
	 * @param path the path
	 * @param body the body
	 * @param headers names and values of headers, in turn
	 * @return the answer
	 */
	public Answer send(String method, String path, HttpRequest.BodyPublisher body, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(url(path)).method(method, body);
		if (headers.length > 0) {
			request.headers(headers);
		}
		return send(request);
	}

	private static Answer send(HttpRequest.Builder request) {
		try {
			HttpResponse<String> response = CLIENT.send(request.timeout(Duration.ofMinutes(1)).build(),
					BodyHandlers.ofString());
			return new Answer(response.statusCode(), response.headers(), response.body());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Reset the circuit breakers.
	 */
	void reset() {
		this.context.getBeansOfType(CircuitBreaker.class).values().forEach(CircuitBreaker::reset);
	}

	@Override
	public void close() {
		this.context.close();
		// Spring Boot passes the format to Logback as a system property, which outlives
		// the service
		System.clearProperty("CONSOLE_LOG_STRUCTURED_FORMAT");
	}

	/**
	 * An environment in which only the given variables exist.
	 */
	private static final class Variables extends StandardServletEnvironment {

		Variables(Map<String, Object> variables) {
			getPropertySources().replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
					new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
							variables));
		}

	}

}
