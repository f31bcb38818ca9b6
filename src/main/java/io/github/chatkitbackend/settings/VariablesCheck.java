package io.github.chatkitbackend.settings;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks for misspelled names and for quotes that became part of a value. A misspelled
 * token would leave the service open. In {@code .env}, a misspelled name is an error. In
 * the environment, it is a warning, because it may belong to another program.
 */
class VariablesCheck {

	private static final Logger logger = LoggerFactory.getLogger(VariablesCheck.class);

	private final KnownVariables known;

	private final Problems problems;

	VariablesCheck(KnownVariables known, Problems problems) {
		this.known = known;
		this.problems = problems;
	}

	void check(Variables variables) {
		variables.problems().forEach(this.problems::add);
		for (String name : variables.getPropertyNames()) {
			if (this.known.contains(name)) {
				checkValue(variables, name);
			}
			else {
				checkUnknown(variables, name);
			}
		}
	}

	private void checkValue(Variables variables, String name) {
		if (String.valueOf(variables.getProperty(name)).matches("(?s)([\"']).*\\1")) {
			this.problems.add(name, variables.getOrigin(name), " has quotes around its value: remove them"
					+ (variables.isDotEnv() ? "." : "; docker --env-file takes values literally."));
		}
	}

	private void checkUnknown(Variables variables, String name) {
		String closest = this.known.closestTo(name);
		if (closest == null && !KnownVariables.hasPrefix(name)) {
			return;
		}
		String advice = (closest != null) ? " Did you mean " + closest + "?" : "";
		if (variables.isDotEnv() && !KnownVariables.belongsToOthers(name)) {
			this.problems.add(name, variables.getOrigin(name), " is not a variable of this service." + advice);
		}
		else {
			logger.warn("{} ({}) is not a variable of this service and is ignored.{}", name, variables.getOrigin(name),
					advice);
		}
		if (this.known.isWithinEntry(name)) {
			variables.remove(name);
		}
	}

}
