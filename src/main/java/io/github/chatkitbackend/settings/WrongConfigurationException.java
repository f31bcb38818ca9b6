package io.github.chatkitbackend.settings;

import java.util.List;

/**
 * Ends the start of a service whose configuration is wrong, with all that is wrong.
 */
class WrongConfigurationException extends RuntimeException {

	private final List<String> problems;

	WrongConfigurationException(List<String> problems) {
		super("The configuration is wrong: " + String.join(" ", problems));
		this.problems = List.copyOf(problems);
	}

	List<String> problems() {
		return this.problems;
	}

}
