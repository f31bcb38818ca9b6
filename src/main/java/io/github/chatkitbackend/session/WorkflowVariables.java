package io.github.chatkitbackend.session;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.openai.core.JsonValue;
import io.github.chatkitbackend.identity.EndUser;
import io.github.chatkitbackend.identity.StateVariable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Determines the state variables of a session. OpenAI accepts only strings, numbers and
 * booleans, so variables with other values are omitted.
 */
class WorkflowVariables {

	private static final Logger logger = LoggerFactory.getLogger(WorkflowVariables.class);

	private static final Duration WARNING_INTERVAL = Duration.ofMinutes(1);

	private final List<StateVariable> variables;

	/** The variables for which a warning has been logged within the last interval. */
	private final Cache<StateVariable, StateVariable> warned = Caffeine.newBuilder()
		.expireAfterWrite(WARNING_INTERVAL)
		.build();

	WorkflowVariables(List<StateVariable> variables) {
		this.variables = variables;
	}

	Map<String, JsonValue> values(EndUser user) {
		Map<String, JsonValue> values = new LinkedHashMap<>();
		for (StateVariable variable : this.variables) {
			Object value = variable.value(user.claims());
			if (value != null) {
				values.put(variable.name(), JsonValue.from(value));
			}
			else if (variable.isUnusable(user.claims())) {
				warn(variable);
			}
		}
		return values;
	}

	private void warn(StateVariable variable) {
		if (this.warned.asMap().putIfAbsent(variable, variable) == null) {
			logger.warn("The state variable {} is omitted: the claim {} is not a string, a number, a boolean, "
					+ "or a list with exactly one of them", variable.name(), variable.source());
		}
	}

}
