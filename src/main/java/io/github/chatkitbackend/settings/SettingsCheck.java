package io.github.chatkitbackend.settings;

import java.util.ArrayList;
import java.util.List;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

/**
 * Binds and validates all settings before the first bean is made, so that an operator
 * reads of every wrong variable at once, under the name by which it was set. Spring Boot
 * alone stops at the first one and names the property.
 */
@Component
class SettingsCheck implements BeanFactoryPostProcessor {

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		ConfigurableEnvironment environment = beanFactory.getBean(ConfigurableEnvironment.class);
		Problems problems = new Problems(ConfigurationPropertySources.get(environment));
		if (environment.containsProperty("export")) {
			problems.add(".env has a line that begins with the word export: remove that word.");
		}
		try (ValidatorFactory validators = validators()) {
			for (Class<?> type : settings(beanFactory)) {
				check(type, Binder.get(environment), validators.getValidator(), problems);
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

	private static List<Class<?>> settings(ConfigurableListableBeanFactory beanFactory) {
		String ours = ClassUtils.getPackageName(ClassUtils.getPackageName(SettingsCheck.class));
		List<Class<?>> types = new ArrayList<>();
		for (String name : beanFactory.getBeanNamesForAnnotation(ConfigurationProperties.class)) {
			Class<?> type = beanFactory.getType(name);
			if (type != null && type.getName().startsWith(ours + ".")) {
				types.add(type);
			}
		}
		return types;
	}

	private static <T> void check(Class<T> type, Binder binder, Validator validator, Problems problems) {
		String prefix = MergedAnnotations.from(type).get(ConfigurationProperties.class).getString("prefix");
		T settings = binder.bindOrCreate(prefix, Bindable.of(type), problems);
		for (ConstraintViolation<T> violation : validator.validate(settings)) {
			problems.add(prefix, violation);
		}
	}

}
