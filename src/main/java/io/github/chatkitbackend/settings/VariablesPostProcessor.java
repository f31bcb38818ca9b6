package io.github.chatkitbackend.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Makes the variables of a {@code .env} file mean what the same variables mean in the
 * real environment, and a blank value of either mean that the variable is absent. Without
 * it, Spring Boot would ignore {@code CHATKIT_BACKEND_TOKEN} in a {@code .env} file and
 * leave the service open.
 */
class VariablesPostProcessor implements EnvironmentPostProcessor, Ordered {

	/**
	 * Name of the property source that holds {@code .env}; the suffix is what makes
	 * Spring Boot bind its keys the way it binds environment variables.
	 */
	static final String DOT_ENV = "dotEnv-" + StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;

	@Override
	public int getOrder() {
		return ConfigDataEnvironmentPostProcessor.ORDER + 1;
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		MutablePropertySources sources = environment.getPropertySources();
		for (PropertySource<?> source : List.copyOf(sources.stream().toList())) {
			if (source instanceof EnumerablePropertySource<?> variables) {
				if (source.getName().equals(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME)) {
					sources.replace(source.getName(), new Variables(source.getName(), variables));
				}
				else if (source.getName().contains("[.env]")) {
					sources.replace(source.getName(), new Variables(DOT_ENV, variables));
				}
			}
		}
	}

	/**
	 * Environment variables, trimmed, without the blank ones and without the quotes that
	 * people put around values in {@code .env} files.
	 */
	private static final class Variables extends SystemEnvironmentPropertySource implements OriginLookup<String> {

		private final EnumerablePropertySource<?> original;

		Variables(String name, EnumerablePropertySource<?> original) {
			super(name, clean(original));
			this.original = original;
		}

		private static Map<String, Object> clean(EnumerablePropertySource<?> original) {
			Map<String, Object> variables = new LinkedHashMap<>();
			for (String name : original.getPropertyNames()) {
				String value = unquote(String.valueOf(original.getProperty(name)).strip());
				if (!value.isBlank()) {
					variables.put(name, value);
				}
			}
			return variables;
		}

		private static String unquote(String value) {
			boolean quoted = value.length() > 1
					&& (value.startsWith("\"") && value.endsWith("\"") || value.startsWith("'") && value.endsWith("'"));
			return quoted ? value.substring(1, value.length() - 1).strip() : value;
		}

		@Override
		public Origin getOrigin(String name) {
			if (!getName().equals(DOT_ENV)) {
				return new VariableOrigin("in the environment");
			}
			return new VariableOrigin("in .env" + line(OriginLookup.getOrigin(this.original, name)));
		}

		private static String line(@Nullable Origin origin) {
			return (origin instanceof TextResourceOrigin text && text.getLocation() != null)
					? ", line " + (text.getLocation().getLine() + 1) : "";
		}

	}

	/**
	 * Where a variable was found, in words.
	 */
	private record VariableOrigin(String place) implements Origin {

		@Override
		public String toString() {
			return this.place;
		}

	}

}
