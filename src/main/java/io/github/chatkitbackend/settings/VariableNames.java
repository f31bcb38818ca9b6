package io.github.chatkitbackend.settings;

import java.lang.reflect.RecordComponent;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * Knows by which variable a property is set: {@code chatkit.jwt.issuer-uri} by
 * {@code CHATKIT_JWT_ISSUER_URI}.
 */
final class VariableNames {

	/** Settings of Spring Boot whose variables have shorter names than their own. */
	private static final Map<ConfigurationPropertyName, ConfigurationPropertyName> ALIASES = Map.of(
			ConfigurationPropertyName.of("server.port"), ConfigurationPropertyName.of("port"),
			ConfigurationPropertyName.of("management.server.port"), ConfigurationPropertyName.of("management.port"));

	private VariableNames() {
	}

	/**
	 * The property that a variable sets when it is bound like any other.
	 */
	static ConfigurationPropertyName alias(ConfigurationPropertyName name) {
		return ALIASES.getOrDefault(name, name);
	}

	static String of(ConfigurationPropertyName name) {
		return alias(name).toString().replaceAll("\\[\\d+]", "").replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
	}

	/**
	 * The variables that set the components of a settings record, and of the records
	 * within.
	 */
	static Set<String> of(Class<?> type, String prefix) {
		Set<String> variables = new HashSet<>();
		for (RecordComponent component : type.getRecordComponents()) {
			String name = prefix + "." + DataObjectPropertyName.toDashedForm(component.getName());
			if (component.getType().isRecord() && component.getType().getEnclosingClass() != null) {
				variables.addAll(of(component.getType(), name));
			}
			else {
				variables.add(of(ConfigurationPropertyName.of(name)));
			}
		}
		return variables;
	}

}
