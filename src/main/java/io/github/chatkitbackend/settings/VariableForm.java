package io.github.chatkitbackend.settings;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The pattern of a variable's name. The names for entries of maps and lists contain a
 * part that the operator chooses, as in {@code CHATKIT_MCP_*_URL} and
 * {@code CHATKIT_WORKFLOWS_#}.
 * <p>
 * The name of a map's entry consists of letters and digits, and becomes a key in lower
 * case. It contains no underscore, because Spring Boot ends a key there:
 * {@code CHATKIT_MCP_MY_TASKS_URL} would set {@code tasks.url} of the entry {@code my}.
 *
 * @param text the pattern, with {@link #NAME} and {@link #NUMBER} as placeholders
 */
record VariableForm(String text) {

	static final String NAME = "*";

	static final String NUMBER = "#";

	boolean matches(String variable) {
		if (!isOfEntry()) {
			return variable.equals(this.text);
		}
		return variable.matches(this.text.replace(NAME, "[A-Z0-9]+").replace(NUMBER, "[0-9]+"));
	}

	/**
	 * Whether Spring Boot would bind a variable as part of an entry.
	 */
	boolean isAround(String variable) {
		return isOfEntry() && variable.startsWith(this.text.split("[*#]")[0]);
	}

	/**
	 * Find the name of this form that a misspelled name may mean.
	 * @param written the misspelled name
	 * @return the name, or {@code null} if the parts do not match
	 */
	@Nullable String closestTo(String written) {
		if (!isOfEntry()) {
			return this.text;
		}
		List<String> form = List.of(this.text.split("_"));
		List<String> parts = new ArrayList<>(List.of(written.split("_")));
		joinName(parts, form);
		if (parts.size() != form.size()) {
			return null;
		}
		for (int i = 0; i < form.size(); i++) {
			if (!form.get(i).equals(NAME) && !form.get(i).equals(NUMBER)) {
				parts.set(i, form.get(i));
			}
		}
		String closest = String.join("_", parts);
		return matches(closest) ? closest : null;
	}

	/**
	 * Join the parts of an entry's name that was written with underscores.
	 */
	private static void joinName(List<String> parts, List<String> form) {
		int name = form.indexOf(NAME);
		while (name != -1 && parts.size() > form.size()) {
			parts.set(name, parts.get(name) + parts.remove(name + 1));
		}
	}

	private boolean isOfEntry() {
		return this.text.contains(NAME) || this.text.contains(NUMBER);
	}

}
