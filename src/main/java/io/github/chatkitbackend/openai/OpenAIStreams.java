package io.github.chatkitbackend.openai;

import java.time.Duration;
import java.util.function.Supplier;

import com.openai.client.OpenAIClient;
import com.openai.core.http.HttpResponse;
import com.openai.models.responses.ResponseCreateParams;
import io.github.chatkitbackend.error.ApiException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.stereotype.Component;

/**
 * Opens streams: not too many at a time, none while OpenAI is known to be down, each of
 * them observed until its end.
 */
@Component
class OpenAIStreams {

	private final OpenAIClient client;

	private final ConnectionLanes lanes;

	private final StreamProperties properties;

	private final Supplier<StreamRetry> retries;

	private final OpenAIFailures failures;

	private final OpenAIBreaker breaker;

	private final Places places;

	private final ObservationRegistry observations;

	OpenAIStreams(OpenAIClient client, ConnectionLanes lanes, StreamProperties properties, CallProperties calls,
			Counter openAIRetries, OpenAIFailures failures, OpenAIBreaker breaker, ObservationRegistry observations,
			MeterRegistry meters) {
		this.client = client.withOptions((options) -> options.httpClient(new StreamingHttpClient()));
		this.lanes = lanes;
		this.properties = properties;
		this.retries = () -> new StreamRetry(calls.deadline(), openAIRetries);
		this.failures = failures;
		this.breaker = breaker;
		this.places = new Places(properties.maxStreams(), meters, "chatkit.openai.streams",
				"Streams from OpenAI that are open");
		this.observations = observations;
	}

	EventStream open(OpenAIOperation operation, ResponseCreateParams request, Duration limit) {
		this.places.take();
		OpenAIBreaker.Passage passage;
		try {
			passage = this.breaker.enter();
		}
		catch (ApiException ex) {
			this.places.giveBack();
			throw ex;
		}
		StreamRecord record = new StreamRecord(this.places, passage, observe(operation, request));
		StreamAttempts attempts = new StreamAttempts(connections(request, System.nanoTime() + limit.toNanos()),
				this.retries.get());
		return new EventStream(attempts, (failure) -> this.failures.translate(operation, failure), record);
	}

	private Observation observe(OpenAIOperation operation, ResponseCreateParams request) {
		Observation observation = Observation.createNotStarted("chatkit.openai", this.observations)
			.lowCardinalityKeyValue("operation", operation.name());
		GenAi.describeRequest(observation, request);
		return observation.start();
	}

	private Supplier<StreamConnection> connections(ResponseCreateParams request, long end) {
		Supplier<HttpResponse> send = () -> this.client.responses().withRawResponse().createStreaming(request);
		return () -> new StreamConnection(this.lanes.enter(), send, this.properties.modelTimeout(),
				Duration.ofNanos(Math.max(end - System.nanoTime(), 1)));
	}

}
