package io.github.chatkitbackend.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

/**
 * Adds the variables of a {@code .env} file to the environment. They have the same
 * meaning as environment variables, which take precedence. A variable with a blank value
 * counts as absent. Spring Boot itself would ignore {@code CHATKIT_BACKEND_TOKEN} in a
 * {@code .env} file and leave the service open.
 */
class VariablesPostProcessor implements EnvironmentPostProcessor, Ordered {

	private static final String ENVIRONMENT = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;

	private static final String DEFAULTS = "META-INF/application-defaults.yaml";

	/**
	 * Runs before Spring Boot reads {@code application.yaml}, whose placeholders may name
	 * variables.
	 */
	@Override
	public int getOrder() {
		return ConfigDataEnvironmentPostProcessor.ORDER - 1;
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		addVariables(environment, DotEnv.read(Path.of(".env")));
	}

	static void addVariables(ConfigurableEnvironment environment, DotEnv dotEnv) {
		MutablePropertySources sources = environment.getPropertySources();
		if (sources.get(ENVIRONMENT) instanceof EnumerablePropertySource<?> original) {
			sources.addAfter(ENVIRONMENT, Variables.ofDotEnv(dotEnv));
			sources.replace(ENVIRONMENT, Variables.ofEnvironment(original));
		}
		sources.addLast(new MapPropertySource("derived", derived(environment)));
		defaults().forEach(sources::addLast);
	}

	/**
	 * The defaults of the service, in a file of their own, because an application that
	 * contains the service may have an {@code application.yaml}.
	 */
	private static List<PropertySource<?>> defaults() {
		try {
			return new YamlPropertySourceLoader().load(DEFAULTS, new ClassPathResource(DEFAULTS));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Spring Boot's properties that depend on whether a variable is set, which a
	 * placeholder cannot express.
	 */
	private static Map<String, Object> derived(ConfigurableEnvironment environment) {
		Map<String, Object> derived = new LinkedHashMap<>();
		String managementPort = environment.getProperty("MANAGEMENT_PORT");
		if (managementPort != null) {
			derived.put("management.server.port", managementPort);
		}
		if ("ecs".equals(environment.getProperty("CHATKIT_LOG_FORMAT"))) {
			derived.put("logging.structured.format.console", "ecs");
		}
		String collector = environment.getProperty("OTEL_EXPORTER_OTLP_ENDPOINT");
		if (collector != null) {
			derived.put("management.opentelemetry.tracing.export.otlp.endpoint",
					collector.replaceAll("/$", "") + "/v1/traces");
		}
		derived.put("management.tracing.sampling.probability", (collector != null) ? "1.0" : "0.0");
		return derived;
	}

}
