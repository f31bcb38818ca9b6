package io.github.chatkitbackend.settings;

import java.util.List;

/**
 * Thrown at startup if the configuration is wrong. It contains all problems.
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
