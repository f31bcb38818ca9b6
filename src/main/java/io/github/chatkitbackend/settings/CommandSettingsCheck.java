package io.github.chatkitbackend.settings;

import java.util.List;

import org.springframework.context.annotation.ImportSelector;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * The check of all settings for a command that serves neither chat nor hosted sessions.
 */
public class CommandSettingsCheck implements ImportSelector {

	private final Environment environment;

	private final ClassLoader classLoader;

	CommandSettingsCheck(Environment environment, ClassLoader classLoader) {
		this.environment = environment;
		this.classLoader = classLoader;
	}

	@Override
	public String[] selectImports(AnnotationMetadata importingClass) {
		List<SettingsType> types = SettingsType.findAll(this.classLoader)
			.stream()
			.filter((type) -> type.type() != ServedProperties.class)
			.toList();
		SettingsCheck.check((ConfigurableEnvironment) this.environment, types);
		return new String[0];
	}

}
