package io.github.chatkitbackend.settings;

import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

import jakarta.validation.ConstraintViolation;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.core.NestedExceptionUtils;

/**
 * A bind handler that collects invalid values instead of stopping at the first one.
 */
class BindingProblems extends AbstractBindHandler {

	/** How Bean Validation names a constraint on the elements of a list. */
	private static final Pattern ELEMENT = Pattern.compile("\\.<[^>]*>$");

	private final Iterable<ConfigurationPropertySource> sources;

	private final Problems problems;

	BindingProblems(Iterable<ConfigurationPropertySource> sources, Problems problems) {
		this.sources = sources;
		this.problems = problems;
	}

	@Override
	public @Nullable Object onFailure(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
			Exception error) {
		switch (NestedExceptionUtils.getMostSpecificCause(error)) {
			case InvalidSettingException invalid -> add(name, invalid, ListEntry.find(context, error));
			case UnboundConfigurationPropertiesException _ -> addUnlessWithin(name);
			default -> add(name, reason(target.getType().toClass()));
		}
		return null;
	}

	/**
	 * Spring binds {@code yes} and {@code on} as true, but its conditions read them as
	 * false.
	 */
	@Override
	public Object onSuccess(ConfigurationPropertyName name, Bindable<?> target, BindContext context, Object result) {
		ConfigurationProperty property = context.getConfigurationProperty();
		if (result instanceof Boolean && property != null
				&& !String.valueOf(property.getValue()).matches("(?i)true|false")) {
			add(name, reason(Boolean.class));
		}
		return result;
	}

	/**
	 * A conflict between settings is reported only if none of them is invalid by itself.
	 */
	private void add(ConfigurationPropertyName name, InvalidSettingException invalid, @Nullable ListEntry entry) {
		String component = invalid.component();
		if (component == null) {
			String subject = (entry != null) ? entry.describe(invalid.entry()) : "";
			this.problems.add(VariableNames.of(name), origin(name), subject + " " + invalid.getMessage() + ".");
		}
		else if (invalid.others()
			.stream()
			.noneMatch((other) -> this.problems.isWrong(VariableNames.of(name.append(other))))) {
			add(name.append(component), String.valueOf(invalid.getMessage()));
		}
	}

	/**
	 * Entries after a gap remain unbound, and so do those after an invalid entry.
	 */
	private void addUnlessWithin(ConfigurationPropertyName list) {
		String variable = VariableNames.of(list);
		if (!this.problems.isWrongWithin(variable)) {
			this.problems.add(variable, null, ": number its entries from 0 without a gap.");
		}
	}

	void add(String prefix, ConstraintViolation<?> violation) {
		String path = violation.getPropertyPath().toString();
		if (path.isEmpty()) {
			this.problems.add(violation.getMessage() + ".");
		}
		else {
			String property = DataObjectPropertyName.toDashedForm(ELEMENT.matcher(path).replaceFirst(""));
			add(given(ConfigurationPropertyName.of(prefix + "." + property)), violation.getMessage());
		}
	}

	/**
	 * The entries of a list have names of their own only if they are set one by one.
	 */
	private ConfigurationPropertyName given(ConfigurationPropertyName name) {
		return (name.isLastElementIndexed() && origin(name) == null) ? name.getParent() : name;
	}

	private void add(ConfigurationPropertyName name, String reason) {
		this.problems.add(VariableNames.of(name), origin(name), " " + reason + ".");
	}

	private static String reason(@Nullable Class<?> type) {
		if (type == Integer.class) {
			return "must be a whole number";
		}
		if (type == Boolean.class) {
			return "must be true or false";
		}
		if (type == Duration.class) {
			return "must be a duration such as 10s or 1500ms";
		}
		return "has an invalid value";
	}

	private @Nullable Origin origin(ConfigurationPropertyName name) {
		ConfigurationPropertyName variable = VariableNames.alias(name);
		return StreamSupport.stream(this.sources.spliterator(), false)
			.map((source) -> source.getConfigurationProperty(variable))
			.filter(Objects::nonNull)
			.map(ConfigurationProperty::getOrigin)
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

}
