package io.github.chatkitbackend.settings;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;

import jakarta.validation.ConstraintViolation;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.core.NestedExceptionUtils;

/**
 * Collects what is wrong with the settings, a sentence a variable. As a bind handler it
 * notes a value of the wrong form and goes on to the next one.
 */
class Problems extends AbstractBindHandler {

	private final Iterable<ConfigurationPropertySource> sources;

	private final Map<String, String> sentences = new LinkedHashMap<>();

	Problems(Iterable<ConfigurationPropertySource> sources) {
		this.sources = sources;
	}

	@Override
	public @Nullable Object onFailure(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
			Exception error) {
		if (NestedExceptionUtils.getMostSpecificCause(error) instanceof InvalidSettingException invalid) {
			add(name, invalid);
		}
		else {
			add(name, reason(target.getType().toClass()));
		}
		return null;
	}

	/**
	 * Spring takes yes and on for true here, and for false where a condition reads them.
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
	 * That two settings do not go together says nothing as long as one of them is wrong
	 * by itself.
	 */
	private void add(ConfigurationPropertyName name, InvalidSettingException invalid) {
		String component = invalid.component();
		String message = String.valueOf(invalid.getMessage());
		if (component == null) {
			add(name, message);
		}
		else if (invalid.others()
			.stream()
			.noneMatch((other) -> this.sentences.containsKey(VariableNames.of(name.append(other))))) {
			add(name.append(component), message);
		}
	}

	void add(String prefix, ConstraintViolation<?> violation) {
		String path = violation.getPropertyPath().toString();
		if (path.isEmpty()) {
			add(violation.getMessage() + ".");
		}
		else {
			add(ConfigurationPropertyName.of(prefix + "." + DataObjectPropertyName.toDashedForm(path)),
					violation.getMessage());
		}
	}

	void add(String sentence) {
		this.sentences.put(sentence, sentence);
	}

	private void add(ConfigurationPropertyName name, String reason) {
		String variable = VariableNames.of(name);
		this.sentences.putIfAbsent(variable, variable + place(name) + " " + reason + ".");
	}

	void throwIfAny() {
		if (!this.sentences.isEmpty()) {
			throw new WrongConfigurationException(List.copyOf(this.sentences.values()));
		}
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
		return "cannot be understood";
	}

	private String place(ConfigurationPropertyName name) {
		ConfigurationPropertyName variable = VariableNames.alias(name);
		return StreamSupport.stream(this.sources.spliterator(), false)
			.map((source) -> source.getConfigurationProperty(variable))
			.filter(Objects::nonNull)
			.map(ConfigurationProperty::getOrigin)
			.filter(Objects::nonNull)
			.findFirst()
			.map((origin) -> " (" + origin + ")")
			.orElse("");
	}

}
