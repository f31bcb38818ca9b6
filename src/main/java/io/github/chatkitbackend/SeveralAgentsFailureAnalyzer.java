package io.github.chatkitbackend;

import java.util.Collection;
import java.util.stream.Collectors;

import io.github.chatkitbackend.chat.agent.Agent;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Names the agents of an application that has several. Spring Boot has an analyzer that
 * names a class of this service as well, which the application does not know.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class SeveralAgentsFailureAnalyzer extends AbstractFailureAnalyzer<NoUniqueBeanDefinitionException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, NoUniqueBeanDefinitionException cause) {
		Collection<String> agents = cause.getBeanNamesFound();
		if (cause.getBeanType() != Agent.class || agents == null) {
			return null;
		}
		return new FailureAnalysis(
				"There are %d agents, but only one can answer: %s.".formatted(agents.size(),
						agents.stream().sorted().collect(Collectors.joining(", "))),
				"Remove all but one, or annotate the one that answers with @Primary.", cause);
	}

}
