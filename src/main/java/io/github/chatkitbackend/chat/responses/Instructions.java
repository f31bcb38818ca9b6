package io.github.chatkitbackend.chat.responses;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.chatkitbackend.identity.EndUser;
import io.github.chatkitbackend.identity.StateVariable;
import org.jspecify.annotations.Nullable;

/**
 * What the model is told before every conversation. Placeholders such as
 * <code>{{plan}}</code> stand for state variables, <code>{{date}}</code> and
 * <code>{{user}}</code>.
 *
 * @param text the instructions
 * @param variables the state variables
 */
record Instructions(String text, List<StateVariable> variables) {

	private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]*)}}");

	private static final int MAX_LENGTH = 500;

	/**
	 * Find a placeholder that stands for nothing.
	 * @return its name, or {@code null} if all are known
	 */
	@Nullable String unknown() {
		return PLACEHOLDER.matcher(this.text)
			.results()
			.map((placeholder) -> placeholder.group(1).strip())
			.filter((name) -> !name.matches("date|user") && find(name) == null)
			.findFirst()
			.orElse(null);
	}

	private @Nullable StateVariable find(String name) {
		return this.variables.stream().filter((variable) -> variable.name().equals(name)).findFirst().orElse(null);
	}

	/**
	 * The instructions for a conversation with a user.
	 */
	String of(EndUser user) {
		return PLACEHOLDER.matcher(this.text)
			.replaceAll((placeholder) -> Matcher.quoteReplacement(value(placeholder.group(1).strip(), user)));
	}

	private String value(String name, EndUser user) {
		StateVariable variable = find(name);
		if (variable != null) {
			return line(variable.value(user.claims()));
		}
		return name.equals("user") ? name(user) : LocalDate.now(ZoneOffset.UTC).toString();
	}

	/**
	 * The id of a visitor gives access to the visitor's conversations.
	 */
	private static String name(EndUser user) {
		return user.id().isVisitor() ? "anonymous visitor" : line(user.id().value());
	}

	/**
	 * One line, so that the text of a claim cannot pass for instructions of its own.
	 */
	private static String line(@Nullable Object value) {
		String text = (value != null) ? value.toString().replaceAll("[\\p{Cntrl}\\s]+", " ").strip() : "";
		if (text.isEmpty()) {
			return "unknown";
		}
		return text.substring(0, Math.min(text.length(), MAX_LENGTH));
	}

}
