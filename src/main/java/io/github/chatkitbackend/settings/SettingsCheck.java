package io.github.chatkitbackend.settings;

import java.util.List;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.context.annotation.ImportSelector;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Binds and validates all settings, and reports all invalid variables at once, under the
 * names by which they were set. Spring Boot itself stops at the first one and names the
 * property. The class is an import selector that selects nothing, because import
 * selectors are called before auto-configuration evaluates conditions, some of which fail
 * on an invalid value.
 */
class SettingsCheck implements ImportSelector {

	private final Environment environment;

	private final ClassLoader classLoader;

	SettingsCheck(Environment environment, ClassLoader classLoader) {
		this.environment = environment;
		this.classLoader = classLoader;
	}

	@Override
	public String[] selectImports(AnnotationMetadata importingClass) {
		check((ConfigurableEnvironment) this.environment, SettingsType.findAll(this.classLoader));
		return new String[0];
	}

	static void check(ConfigurableEnvironment environment, List<SettingsType> types) {
		Problems problems = new Problems();
		VariablesCheck variablesCheck = new VariablesCheck(KnownVariables.of(types), problems);
		for (PropertySource<?> source : environment.getPropertySources()) {
			if (source instanceof Variables variables) {
				variablesCheck.check(variables);
			}
		}
		Binder binder = Binder.get(environment);
		BindingProblems bindingProblems = new BindingProblems(ConfigurationPropertySources.get(environment), problems);
		try (ValidatorFactory validators = validators()) {
			for (SettingsType type : types) {
				check(type.type(), type.prefix(), binder, validators.getValidator(), bindingProblems);
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

	private static <T> void check(Class<T> type, String prefix, Binder binder, Validator validator,
			BindingProblems problems) {
		T settings = binder.bindOrCreate(prefix, Bindable.of(type), problems);
		if (settings != null) {
			for (ConstraintViolation<T> violation : validator.validate(settings)) {
				problems.add(prefix, violation);
			}
		}
	}

}
