package io.github.chatkitbackend.openai;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

import com.openai.client.OpenAIClient;
import com.openai.errors.OpenAIException;
import com.openai.models.responses.ResponseCreateParams;
import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.stereotype.Component;

/**
 * Makes all calls to OpenAI. It limits the number of concurrent calls, applies the
 * circuit breaker, records an observation for each call, and translates failures to API
 * errors.
 */
@Component
public class OpenAIGateway {

	private final OpenAIClient client;

	private final OpenAIFailures failures;

	private final OpenAIBreaker breaker;

	private final Places places;

	private final OpenAIStreams streams;

	private final ObservationRegistry observations;

	OpenAIGateway(OpenAIClient client, OpenAIFailures failures, OpenAIBreaker breaker, CallProperties properties,
			OpenAIStreams streams, ObservationRegistry observations, MeterRegistry meters) {
		this.client = client;
		this.failures = failures;
		this.breaker = breaker;
		this.streams = streams;
		this.places = new Places(properties.maxConcurrent(), meters, "chatkit.openai.in.flight",
				"Calls to OpenAI under way");
		this.observations = observations;
	}

	/**
	 * Call OpenAI.
	 * @param <T> the type of the result
	 * @param operation the operation, for errors and observations
	 * @param call the call
	 * @return the result of the call
	 * @throws ApiException if the call fails, if there are too many concurrent calls, or
	 * if OpenAI is down
	 */
	public <T> T call(OpenAIOperation operation, Function<OpenAIClient, T> call) {
		return limited(() -> this.breaker.call(() -> observed(operation, () -> call.apply(this.client))));
	}

	/**
	 * Have OpenAI stream an answer. The request is sent by the first call of
	 * {@link EventStream#next()}.
	 * @param operation what OpenAI is asked to do
	 * @param request the request, without {@code stream}
	 * @param limit maximum time until the end of the answer
	 * @return the stream, which has to be closed
	 * @throws ApiException when there are too many streams or OpenAI is down
	 */
	public EventStream stream(OpenAIOperation operation, ResponseCreateParams request, Duration limit) {
		return this.streams.open(operation, request, limit);
	}

	private <T> T limited(Supplier<T> call) {
		this.places.take();
		try {
			return call.get();
		}
		finally {
			this.places.giveBack();
		}
	}

	private <T> T observed(OpenAIOperation operation, Supplier<T> call) {
		Observation observation = Observation.createNotStarted("chatkit.openai", this.observations)
			.lowCardinalityKeyValue("operation", operation.name())
			.start();
		String outcome = ErrorCode.INTERNAL_ERROR.code();
		try (Observation.Scope _ = observation.openScope()) {
			T result = call.get();
			outcome = "success";
			return result;
		}
		catch (OpenAIException ex) {
			observation.error(ex);
			ApiException failure = this.failures.translate(operation, ex);
			outcome = failure.code().code();
			throw failure;
		}
		finally {
			observation.lowCardinalityKeyValue("outcome", outcome).stop();
		}
	}

}
