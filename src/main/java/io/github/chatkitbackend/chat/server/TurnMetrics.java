package io.github.chatkitbackend.chat.server;

import java.time.Duration;

import io.github.chatkitbackend.chat.agent.ModelUsage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.observation.ObservationRegistry;

/**
 * The metrics of turns. None has a user, a thread or a word of a conversation in its
 * labels.
 */
class TurnMetrics {

	private final ObservationRegistry observations;

	private final MeterRegistry meters;

	private final Timer firstText;

	TurnMetrics(ObservationRegistry observations, MeterRegistry meters) {
		this.observations = observations;
		this.meters = meters;
		this.firstText = Timer.builder("chatkit.turns.first.delta")
			.description("Time from the beginning of a turn to the first text that its client reads")
			.register(meters);
	}

	void countOpen(Turns turns) {
		Gauge.builder("chatkit.streams.open", turns, Turns::count)
			.description("Turns that are answered at the moment")
			.register(this.meters);
	}

	TurnRecord begin(String threadId) {
		return new TurnRecord(threadId, this, this.observations);
	}

	void firstText(Duration duration) {
		this.firstText.record(duration);
	}

	void count(ModelUsage usage) {
		tokens(usage.model(), "input").increment(usage.inputTokens());
		tokens(usage.model(), "cached").increment(usage.cachedTokens());
		tokens(usage.model(), "output").increment(usage.outputTokens());
		tokens(usage.model(), "reasoning").increment(usage.reasoningTokens());
	}

	private Counter tokens(String model, String kind) {
		return Counter.builder("chatkit.tokens")
			.description("Tokens by model and kind: input includes cached, output includes reasoning")
			.tag("model", model)
			.tag("kind", kind)
			.register(this.meters);
	}

}
