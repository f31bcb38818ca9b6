package io.github.chatkitbackend.openai;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import com.openai.client.OpenAIClient;
import com.openai.errors.OpenAIException;
import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
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

	private final CircuitBreaker breaker;

	private final Semaphore places;

	private final ObservationRegistry observations;

	OpenAIGateway(OpenAIClient client, OpenAIFailures failures, CircuitBreaker openAIBreaker, CallProperties properties,
			ObservationRegistry observations, MeterRegistry meters) {
		this.client = client;
		this.failures = failures;
		this.breaker = openAIBreaker;
		this.places = new Semaphore(properties.maxConcurrent());
		this.observations = observations;
		Gauge.builder("chatkit.openai.in.flight", () -> properties.maxConcurrent() - this.places.availablePermits())
			.description("Calls to OpenAI under way")
			.register(meters);
	}

	/**
	 * Call OpenAI.
	 * @param <T> what the call gives
	 * @param call the call
	 * @return what it gave
	 * @throws ApiException when it failed, or was not made because there are too many or
	 * OpenAI is down
	 */
	public <T> T call(Function<OpenAIClient, T> call) {
		if (!this.places.tryAcquire()) {
			throw new ApiException(ErrorCode.OVERLOADED,
					"Too many sessions are being created at the moment. Try again after the time in Retry-After.",
					Duration.ofSeconds(1), null);
		}
		try {
			this.breaker.acquirePermission();
			return guard(call);
		}
		catch (CallNotPermittedException ex) {
			throw OpenAIFailure.UNAVAILABLE.toRefusal(OpenAIBreaker.PAUSE);
		}
		finally {
			this.places.release();
		}
	}

	/**
	 * A call that began before the breaker changed its mind says nothing about now: a
	 * late timeout must not undo the probe that has found OpenAI well.
	 */
	private <T> T guard(Function<OpenAIClient, T> call) {
		CircuitBreaker.State state = this.breaker.getState();
		long start = System.nanoTime();
		try {
			T result = observe(call);
			if (this.breaker.getState() == state) {
				this.breaker.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
			}
			return result;
		}
		catch (Throwable ex) {
			if (this.breaker.getState() == state) {
				this.breaker.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, ex);
			}
			throw ex;
		}
	}

	private <T> T observe(Function<OpenAIClient, T> call) {
		Observation observation = Observation.start("chatkit.openai", this.observations);
		String outcome = ErrorCode.INTERNAL_ERROR.code();
		try (Observation.Scope _ = observation.openScope()) {
			T result = call.apply(this.client);
			outcome = "success";
			return result;
		}
		catch (OpenAIException ex) {
			observation.error(ex);
			ApiException failure = this.failures.translate(ex);
			outcome = failure.code().code();
			throw failure;
		}
		finally {
			observation.lowCardinalityKeyValue("outcome", outcome).stop();
		}
	}

}
