package io.github.chatkitbackend.settings;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/**
 * Binds and validates all settings before anything else uses them, so that an operator
 * reads of every wrong variable at once, under the name by which it was set. Spring Boot
 * alone stops at the first one and names the property.
 */
class SettingsCheck implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	private static final String ROOT_PACKAGE = ClassUtils
		.getPackageName(ClassUtils.getPackageName(SettingsCheck.class));

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		ConfigurableEnvironment environment = context.getEnvironment();
		Problems problems = new Problems(ConfigurationPropertySources.get(environment));
		if (environment.containsProperty("export")) {
			problems.add(".env has a line that begins with the word export: remove that word.");
		}
		Binder binder = Binder.get(environment);
		try (ValidatorFactory validators = validators()) {
			for (BeanDefinition settings : settings()) {
				Class<?> type = ClassUtils.resolveClassName(String.valueOf(settings.getBeanClassName()),
						context.getClassLoader());
				check(type, binder, validators.getValidator(), problems);
			}
		}
		problems.throwIfAny();
	}

	private static ValidatorFactory validators() {
		return Validation.byDefaultProvider()
			.configure()
			.messageInterpolator(new ParameterMessageInterpolator())
			.buildValidatorFactory();
	}

	private static Iterable<BeanDefinition> settings() {
		ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
		scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
		return scanner.findCandidateComponents(ROOT_PACKAGE);
	}

	private static <T> void check(Class<T> type, Binder binder, Validator validator, Problems problems) {
		String prefix = MergedAnnotations.from(type).get(ConfigurationProperties.class).getString("prefix");
		T settings = binder.bindOrCreate(prefix, Bindable.of(type), problems);
		if (settings != null) {
			for (ConstraintViolation<T> violation : validator.validate(settings)) {
				problems.add(prefix, violation);
			}
		}
	}

}
