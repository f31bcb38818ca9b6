package io.github.chatkitbackend.chat.responses;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Reports a tool that cannot be used as a message for the operator instead of a stack
 * trace.
 */
class UnusableToolFailureAnalyzer extends AbstractFailureAnalyzer<UnusableToolException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnusableToolException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.action(), cause);
	}

}
