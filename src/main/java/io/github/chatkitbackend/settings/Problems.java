package io.github.chatkitbackend.settings;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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

	/** Settings of Spring Boot whose variables have shorter names than their own. */
	private static final Map<ConfigurationPropertyName, ConfigurationPropertyName> ALIASES = Map.of(
			ConfigurationPropertyName.of("server.port"), ConfigurationPropertyName.of("port"),
			ConfigurationPropertyName.of("management.server.port"), ConfigurationPropertyName.of("management.port"));

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
		else if (this.sentences.keySet().stream().noneMatch((variable) -> variable.startsWith(variable(name) + "_"))) {
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
		String variable = variable(name);
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

	/**
	 * The variable that sets a property: {@code chatkit.jwt.issuer-uri} is set by
	 * {@code CHATKIT_JWT_ISSUER_URI}.
	 */
	private static String variable(ConfigurationPropertyName name) {
		return ALIASES.getOrDefault(name, name)
			.toString()
			.replaceAll("\\[\\d+]", "")
			.replaceAll("[.-]", "_")
			.toUpperCase(Locale.ROOT);
	}

	/**
	 * The variables that set the components of a settings record, and of the records
	 * within.
	 */
	static Set<String> variables(Class<?> type, String prefix) {
		Set<String> variables = new HashSet<>();
		for (RecordComponent component : type.getRecordComponents()) {
			String name = prefix + "." + DataObjectPropertyName.toDashedForm(component.getName());
			if (component.getType().isRecord() && component.getType().getEnclosingClass() != null) {
				variables.addAll(variables(component.getType(), name));
			}
			else {
				variables.add(variable(ConfigurationPropertyName.of(name)));
			}
		}
		return variables;
	}

	private String place(ConfigurationPropertyName name) {
		ConfigurationPropertyName variable = ALIASES.getOrDefault(name, name);
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
