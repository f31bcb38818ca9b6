package io.github.chatkitbackend.openai;

import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

import com.openai.models.ChatModel;
import com.openai.models.responses.ResponseCreateParams;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.Services;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What metrics and traces say about streams.
 */
@ChatKitTest
class StreamObservationTests {

	private final OpenAIStandIn openai;

	private final Backend backend;

	private final Queue<Observation.Context> observed = new ConcurrentLinkedQueue<>();

	StreamObservationTests(OpenAIStandIn openai, Services services) {
		this.openai = openai;
		this.backend = services.start();
		this.backend.bean(ObservationRegistry.class).observationConfig().observationHandler(new Recorder());
	}

	@Test
	void tracesNameTheModelAndItsTokens() {
		this.openai.responses().stream(ModelAnswer.of("Hello"));
		try (EventStream stream = this.backend.bean(OpenAIGateway.class)
			.stream(Streams.OPERATION, ResponseCreateParams.builder().model(ChatModel.GPT_5_5).input("Hello").build(),
					Duration.ofMinutes(1))) {
			Streams.readAll(stream);
		}
		assertThat(this.observed).hasSize(1);
		Map<String, String> attributes = this.observed.peek()
			.getHighCardinalityKeyValues()
			.stream()
			.collect(Collectors.toMap(KeyValue::getKey, KeyValue::getValue));
		assertThat(attributes).containsEntry("gen_ai.operation.name", "chat")
			.containsEntry("gen_ai.provider.name", "openai")
			.containsEntry("gen_ai.request.model", "gpt-5.5")
			.containsEntry("gen_ai.response.model", "gpt-5.5-2026-09-01")
			.containsEntry("gen_ai.usage.input_tokens", "2")
			.containsKeys("gen_ai.response.id", "gen_ai.usage.output_tokens");
	}

	@Test
	void metricsCountStreamsByTheirOutcome() {
		this.openai.responses()
			.stream(ModelAnswer.of("Hello"), ModelAnswer.of("Hel").cut(), ModelAnswer.of("Hel").hang());
		Streams.readAll(Streams.open(this.backend));
		Streams.failure(Streams.open(this.backend));
		try (EventStream stream = Streams.open(this.backend)) {
			stream.next();
		}
		assertThat(this.backend.bean(PrometheusMeterRegistry.class).scrape()).containsPattern(count("success"))
			.containsPattern(count("openai_unreachable"))
			.containsPattern(count("cancelled"))
			.doesNotContain("gen_ai");
	}

	private static String count(String outcome) {
		return "chatkit_openai_seconds_count\\{.*operation=\"test_stream\",outcome=\"%s\".*} 1".formatted(outcome);
	}

	/**
	 * Remembers calls of OpenAI.
	 */
	private final class Recorder implements ObservationHandler<Observation.Context> {

		@Override
		public void onStop(Observation.Context context) {
			StreamObservationTests.this.observed.add(context);
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return "chatkit.openai".equals(context.getName());
		}

	}

}
