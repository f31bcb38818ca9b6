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
 * Makes all calls to OpenAI. It limits the number of concurrent calls, applies the
 * circuit breaker, records an observation for each call, and translates failures to API
 * errors.
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
			.description("Calls to OpenAI in progress")
			.register(meters);
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

	private <T> T limited(Supplier<T> call) {
		if (!this.places.tryAcquire()) {
			throw new ApiException(ErrorCode.OVERLOADED,
					"This service is handling too many requests. Try again after the time in Retry-After.",
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
