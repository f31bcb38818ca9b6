package io.github.chatkitbackend.settings;

import java.util.stream.Collectors;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Reports a wrong configuration as a message for the operator instead of a stack trace.
 */
class WrongConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<WrongConfigurationException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, WrongConfigurationException cause) {
		String description = cause.problems()
			.stream()
			.collect(Collectors.joining("\n  - ", "The configuration is wrong:\n\n  - ", ""));
		return new FailureAnalysis(description,
				"Correct this in the environment, or in the file .env of the working directory, and start again. "
						+ "docs/configuration.md and .env.example describe every variable.",
				cause);
	}

}
