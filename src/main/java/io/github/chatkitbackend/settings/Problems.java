package io.github.chatkitbackend.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.origin.Origin;

/**
 * Collects the problems with the settings as sentences. Only the first problem of each
 * variable is reported, because others often result from it.
 */
final class Problems {

	private final Map<String, String> sentences = new LinkedHashMap<>();

	void add(String sentence) {
		this.sentences.put(sentence, sentence);
	}

	/**
	 * Add a problem with a variable.
	 * @param variable the name of the variable
	 * @param origin where it was set, if it was
	 * @param reason the rest of a sentence that begins with the variable
	 */
	void add(String variable, @Nullable Origin origin, String reason) {
		String place = (origin != null) ? " (" + origin + ")" : "";
		this.sentences.putIfAbsent(variable, variable + place + reason);
	}

	boolean isWrong(String variable) {
		return this.sentences.containsKey(variable);
	}

	/**
	 * Whether an entry of a list or a map is invalid.
	 */
	boolean isWrongWithin(String variable) {
		return this.sentences.keySet().stream().anyMatch((wrong) -> wrong.startsWith(variable + "_"));
	}

	void throwIfAny() {
		if (!this.sentences.isEmpty()) {
			throw new WrongConfigurationException(List.copyOf(this.sentences.values()));
		}
	}

}
