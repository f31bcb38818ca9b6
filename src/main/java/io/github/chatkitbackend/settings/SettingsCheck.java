package io.github.chatkitbackend.settings;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
import org.springframework.core.env.PropertySource;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/**
 * Binds and validates all settings before anything else uses them, so that an operator
 * reads of every wrong variable at once, under the name by which it was set. Spring Boot
 * alone stops at the first one and names the property.
 */
class SettingsCheck implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	private static final Logger logger = LoggerFactory.getLogger(SettingsCheck.class);

	private static final String ROOT_PACKAGE = ClassUtils
		.getPackageName(ClassUtils.getPackageName(SettingsCheck.class));

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		ConfigurableEnvironment environment = context.getEnvironment();
		Problems problems = new Problems(ConfigurationPropertySources.get(environment));
		Binder binder = Binder.get(environment);
		Set<String> known = new HashSet<>();
		try (ValidatorFactory validators = validators()) {
			for (Class<?> type : settings(context.getClassLoader())) {
				check(type, binder, validators.getValidator(), problems);
				known.addAll(VariableNames.of(type, prefix(type)));
			}
		}
		for (PropertySource<?> source : environment.getPropertySources()) {
			if (source instanceof Variables variables) {
				checkNames(variables, known, problems);
			}
		}
		problems.throwIfAny();
	}

	/**
	 * A misspelled token leaves the service open. In {@code .env}, which is ours, that
	 * ends the start; the environment may hold what belongs to others.
	 */
	private static void checkNames(Variables variables, Set<String> known, Problems problems) {
		variables.problems().forEach(problems::add);
		for (String name : variables.unknown(known)) {
			if (variables.isDotEnv()) {
				problems.add("%s (%s) is not a variable of this service.".formatted(name, variables.getOrigin(name)));
			}
			else {
				logger.warn("{} is set, but is not a variable of this service: is it misspelled?", name);
			}
		}
	}

	private static ValidatorFactory validators() {
		return Validation.byDefaultProvider()
			.configure()
			.messageInterpolator(new ParameterMessageInterpolator())
			.buildValidatorFactory();
	}

	private static List<Class<?>> settings(@Nullable ClassLoader classLoader) {
		ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
		scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
		List<Class<?>> types = new ArrayList<>();
		for (BeanDefinition settings : scanner.findCandidateComponents(ROOT_PACKAGE)) {
			types.add(ClassUtils.resolveClassName(String.valueOf(settings.getBeanClassName()), classLoader));
		}
		return types;
	}

	private static <T> void check(Class<T> type, Binder binder, Validator validator, Problems problems) {
		T settings = binder.bindOrCreate(prefix(type), Bindable.of(type), problems);
		if (settings != null) {
			for (ConstraintViolation<T> violation : validator.validate(settings)) {
				problems.add(prefix(type), violation);
			}
		}
	}

	private static String prefix(Class<?> type) {
		return MergedAnnotations.from(type).get(ConfigurationProperties.class).getString("prefix");
	}

}
