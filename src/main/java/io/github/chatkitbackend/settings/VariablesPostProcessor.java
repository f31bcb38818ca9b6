package io.github.chatkitbackend.settings;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;

/**
 * Adds the variables of a {@code .env} file to the environment. They have the same
 * meaning as environment variables, which take precedence. A variable with a blank value
 * counts as absent. Spring Boot itself would ignore {@code CHATKIT_BACKEND_TOKEN} in a
 * {@code .env} file and leave the service open.
 */
class VariablesPostProcessor implements EnvironmentPostProcessor, Ordered {

	private static final String ENVIRONMENT = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;

	/**
	 * Runs before Spring Boot reads {@code application.yaml} with its placeholders.
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
	}

	/**
	 * Spring Boot's properties that depend on whether a variable is set, which a
	 * placeholder in {@code application.yaml} cannot express.
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
