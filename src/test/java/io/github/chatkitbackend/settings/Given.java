package io.github.chatkitbackend.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Variables in the environment and in a {@code .env} file, with those that every service
 * needs, and what the check says about them.
 */
final class Given {

	private final Map<String, Object> variables = new HashMap<>(
			Map.of("OPENAI_API_KEY", "sk-1", "CHATKIT_WORKFLOW_ID", "wf_1"));

	private final List<String> lines = new ArrayList<>();

	private final List<SettingsType> types = new ArrayList<>(SettingsType.findAll(Given.class.getClassLoader()));

	private Given() {
	}

	static Given environment(Map<String, ?> variables) {
		Given given = new Given();
		given.variables.putAll(variables);
		return given;
	}

	static Given dotEnv(String... lines) {
		Given given = new Given();
		given.lines.addAll(List.of(lines));
		return given;
	}

	Given with(Class<?> type, String prefix) {
		this.types.add(new SettingsType(type, prefix));
		return this;
	}

	List<String> problems() {
		try {
			SettingsCheck.check(environment(), this.types);
			return List.of();
		}
		catch (WrongConfigurationException ex) {
			return ex.problems();
		}
	}

	<T> T bind(Class<T> type, String prefix) {
		ConfigurableEnvironment environment = environment();
		SettingsCheck.check(environment, with(type, prefix).types);
		return Binder.get(environment).bindOrCreate(prefix, type);
	}

	private ConfigurableEnvironment environment() {
		String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
		this.lines.stream().map((line) -> line.split("=")[0]).forEach(this.variables::remove);
		ConfigurableEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().replace(name, new SystemEnvironmentPropertySource(name, this.variables));
		VariablesPostProcessor.addVariables(environment, readLines());
		ConfigDataEnvironmentPostProcessor.applyTo(environment);
		ConfigurationPropertySources.attach(environment);
		return environment;
	}

	private DotEnv readLines() {
		try {
			Path file = Files.createTempFile("variables", ".env");
			DotEnv dotEnv = DotEnv.read(Files.write(file, this.lines));
			Files.delete(file);
			return dotEnv;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
