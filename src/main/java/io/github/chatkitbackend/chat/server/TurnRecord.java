package io.github.chatkitbackend.chat.server;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

import io.github.chatkitbackend.chat.agent.ModelUsage;
import io.github.chatkitbackend.chat.protocol.AssistantMessage;
import io.github.chatkitbackend.chat.protocol.ItemUpdate;
import io.github.chatkitbackend.chat.protocol.ThreadEvent;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures one turn, for metrics, traces and a line in the log. It never contains a word
 * of the conversation.
 */
class TurnRecord {

	private static final Logger logger = LoggerFactory.getLogger(TurnRecord.class);

	private final String threadId;

	private final TurnMetrics metrics;

	private final Observation observation;

	private final long start = System.nanoTime();

	private final List<ModelUsage> usages = new CopyOnWriteArrayList<>();

	private @Nullable Duration firstText;

	TurnRecord(String threadId, TurnMetrics metrics, ObservationRegistry observations) {
		this.threadId = threadId;
		this.metrics = metrics;
		this.observation = Observation.createNotStarted("chatkit.turns", observations)
			.contextualName("chatkit.turn")
			.highCardinalityKeyValue("chatkit.thread.id", threadId)
			.start();
	}

	/**
	 * Let what the current thread does until the scope is closed be part of the turn.
	 */
	Observation.Scope openScope() {
		return this.observation.openScope();
	}

	void sent(ThreadEvent event) {
		if (this.firstText == null && isText(event)) {
			this.firstText = elapsed();
			this.metrics.firstText(this.firstText);
		}
	}

	private static boolean isText(ThreadEvent event) {
		return (event instanceof ThreadEvent.ItemUpdated updated && updated.update() instanceof ItemUpdate.TextDelta)
				|| (event instanceof ThreadEvent.ItemDone done && done.item() instanceof AssistantMessage);
	}

	void used(ModelUsage usage) {
		this.usages.add(usage);
		this.metrics.count(usage);
	}

	void end(TurnOutcome outcome, @Nullable Throwable failure) {
		if (failure != null) {
			this.observation.error(failure);
		}
		this.observation.lowCardinalityKeyValue("outcome", outcome.label());
		this.observation.scoped(() -> logger.info("Turn of thread {} ended: {} after {} ms{}{}", this.threadId,
				outcome.label(), elapsed().toMillis(), firstTextPhrase(), usagePhrase()));
		this.observation.stop();
	}

	private String firstTextPhrase() {
		return (this.firstText != null) ? ", first text after %d ms".formatted(this.firstText.toMillis()) : "";
	}

	private String usagePhrase() {
		if (this.usages.isEmpty()) {
			return "";
		}
		long input = this.usages.stream().mapToLong(ModelUsage::inputTokens).sum();
		long output = this.usages.stream().mapToLong(ModelUsage::outputTokens).sum();
		String requests = this.usages.stream()
			.map(ModelUsage::requestId)
			.filter(Objects::nonNull)
			.collect(Collectors.joining(", "));
		return ", tokens %d in, %d out (request %s)".formatted(input, output,
				requests.isEmpty() ? "unknown" : requests);
	}

	private Duration elapsed() {
		return Duration.ofNanos(System.nanoTime() - this.start);
	}

}
