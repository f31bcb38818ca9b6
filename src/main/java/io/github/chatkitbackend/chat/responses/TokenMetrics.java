package io.github.chatkitbackend.chat.responses;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counts the tokens of a model.
 */
class TokenMetrics {

	private final Counter input;

	private final Counter cached;

	private final Counter output;

	private final Counter reasoning;

	TokenMetrics(String model, MeterRegistry meters) {
		this.input = counter(model, "input", meters);
		this.cached = counter(model, "cached", meters);
		this.output = counter(model, "output", meters);
		this.reasoning = counter(model, "reasoning", meters);
	}

	private static Counter counter(String model, String kind, MeterRegistry meters) {
		return Counter.builder("chatkit.tokens")
			.description("Tokens by model and kind: input includes cached, output includes reasoning")
			.tag("model", model)
			.tag("kind", kind)
			.register(meters);
	}

	void count(TokenUsage usage) {
		this.input.increment(usage.input());
		this.cached.increment(usage.cached());
		this.output.increment(usage.output());
		this.reasoning.increment(usage.reasoning());
	}

}
