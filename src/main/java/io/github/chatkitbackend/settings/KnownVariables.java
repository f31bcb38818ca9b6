package io.github.chatkitbackend.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Knows the variables of this service and recognizes misspelled ones.
 */
final class KnownVariables {

	/** Variables of the OpenAI SDKs, and common ones of programs that use them. */
	private static final String OF_OTHERS = "OPENAI_(LOG|ADMIN_KEY|CUSTOM_HEADERS|WEBHOOK_SECRET|API_TYPE|API_VERSION"
			+ "|MODEL|DEFAULT_MODEL|AGENTS_.*)";

	/** Names that earlier SDKs used for variables of this service. */
	private static final Map<String, String> RENAMED = Map.of("OPENAI_ORGANIZATION", "OPENAI_ORG_ID", "OPENAI_API_BASE",
			"OPENAI_BASE_URL");

	/** In names shorter than this, such as PORT, one edit can result in another word. */
	private static final int SHORT = 8;

	private static final int MOST_EDITS = 3;

	private final Collection<VariableForm> forms;

	private KnownVariables(Collection<VariableForm> forms) {
		this.forms = forms;
	}

	static KnownVariables of(List<SettingsType> types) {
		Set<VariableForm> forms = new HashSet<>();
		types.forEach((type) -> forms.addAll(VariableNames.of(type.type(), type.prefix())));
		return new KnownVariables(forms);
	}

	boolean contains(String name) {
		return this.forms.stream().anyMatch((form) -> form.matches(name));
	}

	/**
	 * Whether an unknown name has a prefix of this service's variables.
	 */
	static boolean hasPrefix(String name) {
		return name.toUpperCase(Locale.ROOT).matches("(CHATKIT|OPENAI)_.*");
	}

	static boolean belongsToOthers(String name) {
		return name.matches(OF_OTHERS);
	}

	/**
	 * Whether Spring Boot would bind an unknown name to a map or list of this service.
	 */
	boolean isWithinEntry(String name) {
		return this.forms.stream().anyMatch((form) -> form.isAround(name));
	}

	/**
	 * Find the variable that an unknown name most likely means. A name with a prefix of
	 * this service may differ from it by several edits. Any other name may belong to
	 * another program, so it may differ by one edit only, and a short name only by two
	 * swapped letters. PROT means PORT, but POST, PORTS and MANAGEMENT_HOST do not mean a
	 * variable of this service.
	 * @param name the name
	 * @return the variable, or {@code null} if none is close
	 */
	@Nullable String closestTo(String name) {
		String upper = name.toUpperCase(Locale.ROOT);
		return RENAMED.getOrDefault(upper,
				this.forms.stream()
					.map((form) -> form.closestTo(upper))
					.filter(Objects::nonNull)
					.filter((variable) -> isClose(upper, variable))
					.min(Comparator.comparing((variable) -> Edits.between(upper, variable)))
					.orElse(null));
	}

	private static boolean isClose(String name, String variable) {
		if (Math.abs(name.length() - variable.length()) > MOST_EDITS) {
			return false;
		}
		int edits = Edits.between(name, variable);
		if (hasPrefix(name)) {
			return edits <= MOST_EDITS;
		}
		if (variable.length() < SHORT) {
			return edits == 0 || (edits == 1 && Edits.keepLetters(name, variable));
		}
		return edits <= 1 && !name.startsWith("OPENAPI_");
	}

}
