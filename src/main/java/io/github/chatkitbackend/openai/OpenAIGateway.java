package io.github.chatkitbackend.openai;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;

import com.openai.client.OpenAIClient;
import com.openai.errors.OpenAIException;
import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.stereotype.Component;

/**
 * The way to OpenAI: not too many calls at a time, none while OpenAI is known to be down,
 * each of them observed, and every failure in our own words.
 */
@Component
public class OpenAIGateway {

	private final OpenAIClient client;

	private final OpenAIFailures failures;

	private final OpenAIBreaker breaker;

	private final Semaphore places;

	private final ObservationRegistry observations;

	OpenAIGateway(OpenAIClient client, OpenAIFailures failures, OpenAIBreaker breaker, CallProperties properties,
			ObservationRegistry observations, MeterRegistry meters) {
		this.client = client;
		this.failures = failures;
		this.breaker = breaker;
		this.places = new Semaphore(properties.maxConcurrent());
		this.observations = observations;
		Gauge.builder("chatkit.openai.in.flight", () -> properties.maxConcurrent() - this.places.availablePermits())
			.description("Calls to OpenAI under way")
			.register(meters);
	}

	/**
	 * Call OpenAI.
	 * @param <T> what the call gives
	 * @param operation what OpenAI is asked to do
	 * @param call the call
	 * @return what it gave
	 * @throws ApiException when it failed, or was not made because there are too many or
	 * OpenAI is down
	 */
	public <T> T call(OpenAIOperation operation, Function<OpenAIClient, T> call) {
		return limited(() -> this.breaker.call(() -> observed(operation, () -> call.apply(this.client))));
	}

	private <T> T limited(Supplier<T> call) {
		if (!this.places.tryAcquire()) {
			throw new ApiException(ErrorCode.OVERLOADED,
					"This service is too busy at the moment. Try again after the time in Retry-After.",
					Duration.ofSeconds(1), null);
		}
		try {
			return call.get();
		}
		finally {
			this.places.release();
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
