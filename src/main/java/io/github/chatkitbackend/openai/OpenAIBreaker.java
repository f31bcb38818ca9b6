package io.github.chatkitbackend.openai;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.github.chatkitbackend.error.ApiException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;

import org.springframework.stereotype.Component;

/**
 * Applies the circuit breaker to calls to OpenAI. The result of a call is ignored if the
 * breaker has changed its state since the call began. Otherwise, a late timeout could
 * count as the result of a probe, or reopen the breaker after a successful probe.
 */
@Component
class OpenAIBreaker {

	/** The time between the opening of the breaker and the next probe. */
	static final Duration PAUSE = Duration.ofSeconds(5);

	private final CircuitBreaker breaker;

	OpenAIBreaker(CircuitBreaker openAICircuitBreaker) {
		this.breaker = openAICircuitBreaker;
	}

	/**
	 * Make a call.
	 * @param <T> the type of the result
	 * @param call the call
	 * @return the result of the call
	 * @throws ApiException if the call fails, or if the breaker is open
	 */
	<T> T call(Supplier<T> call) {
		CircuitBreaker.Metrics era = enter();
		long start = System.nanoTime();
		try {
			T result = call.get();
			if (isNow(era)) {
				this.breaker.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
			}
			return result;
		}
		catch (Throwable ex) {
			if (isNow(era)) {
				this.breaker.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, ex);
			}
			throw ex;
		}
	}

	private CircuitBreaker.Metrics enter() {
		try {
			this.breaker.acquirePermission();
			return this.breaker.getMetrics();
		}
		catch (CallNotPermittedException ex) {
			throw OpenAIFailure.UNAVAILABLE.toRefusal(PAUSE);
		}
	}

	/**
	 * The breaker creates new metrics each time it closes or becomes half-open.
	 */
	private boolean isNow(CircuitBreaker.Metrics era) {
		return this.breaker.getMetrics() == era;
	}

}
