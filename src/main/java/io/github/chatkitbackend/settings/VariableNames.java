package io.github.chatkitbackend.settings;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * Maps properties to variables: {@code chatkit.jwt.issuer-uri} to
 * {@code CHATKIT_JWT_ISSUER_URI}, {@code chatkit.workflows[0]} to
 * {@code CHATKIT_WORKFLOWS_0}.
 */
final class VariableNames {

	/** Spring Boot's properties whose variables have shorter names. */
	private static final Map<ConfigurationPropertyName, ConfigurationPropertyName> ALIASES = Map.of(
			ConfigurationPropertyName.of("server.port"), ConfigurationPropertyName.of("port"),
			ConfigurationPropertyName.of("management.server.port"), ConfigurationPropertyName.of("management.port"));

	private VariableNames() {
	}

	/**
	 * The property whose name corresponds to the variable, such as {@code port} for
	 * {@code server.port}.
	 */
	static ConfigurationPropertyName alias(ConfigurationPropertyName name) {
		return ALIASES.getOrDefault(name, name);
	}

	static String of(ConfigurationPropertyName name) {
		return alias(name).toString().replace("]", "").replaceAll("[.\\[-]", "_").toUpperCase(Locale.ROOT);
	}

	/**
	 * The variables that set the components of a settings record and of its nested
	 * records. A list is set by one variable, or by one for each of its entries.
	 * @param type the record
	 * @param prefix the record's prefix
	 * @return the forms of the variables' names
	 */
	static Set<VariableForm> of(Class<?> type, String prefix) {
		Set<VariableForm> variables = new HashSet<>();
		for (RecordComponent component : type.getRecordComponents()) {
			add(variables, ResolvableType.forType(component.getGenericType()),
					prefix + "." + DataObjectPropertyName.toDashedForm(component.getName()));
		}
		return variables;
	}

	private static void add(Set<VariableForm> variables, ResolvableType type, String name) {
		if (isStructure(type)) {
			variables.addAll(of(type.toClass(), name));
		}
		else if (Map.class.isAssignableFrom(type.toClass())) {
			add(variables, type.asMap().getGeneric(1), name + "[" + VariableForm.NAME + "]");
		}
		else if (Collection.class.isAssignableFrom(type.toClass())) {
			ResolvableType entry = type.asCollection().getGeneric();
			add(variables, entry, name + "[" + VariableForm.NUMBER + "]");
			if (!isStructure(entry)) {
				variables.add(form(name));
			}
		}
		else {
			variables.add(form(name));
		}
	}

	private static VariableForm form(String name) {
		return new VariableForm(of(ConfigurationPropertyName.of(name)));
	}

	/**
	 * A record that can be created from a single string is a value, not a structure.
	 */
	private static boolean isStructure(ResolvableType type) {
		return type.toClass().isRecord() && !ClassUtils.hasMethod(type.toClass(), "of", String.class);
	}

}
