package io.github.chatkitbackend.warmup;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.web.context.support.StandardServletEnvironment;

/**
 * A second service in the same JVM, which shares the compiled code with the real one and
 * nothing else: neither its settings, nor its database, metrics, log or upstream. It is
 * not annotated as a configuration, so that the real service does not find it.
 */
@EnableAutoConfiguration
final class Rehearsal {

	private Rehearsal() {
	}

	/**
	 * Start the second service, call it until the given time, and close it.
	 * @param properties which halves to call
	 * @param end when to end, a value of {@link System#nanoTime()}
	 */
	static CallCounts perform(WarmUpProperties properties, long end) throws Exception {
		String token = UUID.randomUUID().toString();
		try (RehearsalLog _ = new RehearsalLog();
				RehearsalDirectory directory = new RehearsalDirectory();
				UpstreamStub upstream = new UpstreamStub();
				ConfigurableApplicationContext context = start(
						settings(properties, directory.path(), upstream.baseUrl(), token));
				RehearsalClient client = new RehearsalClient(port(context), token, end)) {
			return client.call(properties.chat(), properties.sessions());
		}
	}

	private static Map<String, Object> settings(WarmUpProperties properties, Path directory, String upstream,
			String token) {
		Map<String, Object> settings = new HashMap<>(Map.of("server.address", "127.0.0.1", "server.port", "0",
				"server.shutdown", "immediate", "server.tomcat.basedir", directory.toString(), "openai.api-key",
				"sk-warm-up", "openai.base-url", upstream, "chatkit.backend-token", token, "chatkit.data-dir",
				directory.toString(), "chatkit.messages-per-minute", "0", "chatkit.rate-limit-per-minute", "0"));
		// Turns that are still running end at once
		settings.put("spring.lifecycle.timeout-per-shutdown-phase", "3s");
		// An application.yaml beside the service belongs to the real one
		settings.put("spring.config.location", "optional:classpath:/no-configuration/");
		// Meters of the rehearsal must not appear among those of the real service
		settings.put("management.metrics.use-global-registry", "false");
		if (properties.chat()) {
			settings.put("chatkit.model", "warm-up");
		}
		if (properties.sessions()) {
			settings.put("chatkit.workflow.id", "wf_warm_up");
		}
		return settings;
	}

	/**
	 * The listener that is left out would configure the log of the whole JVM again.
	 */
	private static ConfigurableApplicationContext start(Map<String, Object> settings) {
		SpringApplication application = new SpringApplication(Rehearsal.class);
		application.setEnvironment(environment(settings));
		application.setListeners(application.getListeners()
			.stream()
			.filter((listener) -> !(listener instanceof LoggingApplicationListener))
			.toList());
		application.setLogStartupInfo(false);
		application.setRegisterShutdownHook(false);
		return application.run();
	}

	/**
	 * Variables and system properties of the process belong to the real service. Without
	 * a source of variables, {@code .env} is not added either.
	 */
	private static ConfigurableEnvironment environment(Map<String, Object> settings) {
		ConfigurableEnvironment environment = new StandardServletEnvironment();
		MutablePropertySources sources = environment.getPropertySources();
		sources.remove(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
		sources.remove(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
		sources.remove(StandardServletEnvironment.JNDI_PROPERTY_SOURCE_NAME);
		sources.addFirst(new MapPropertySource("rehearsal", settings));
		return environment;
	}

	private static int port(ConfigurableApplicationContext context) {
		return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

}
