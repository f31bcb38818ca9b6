package io.github.chatkitbackend.openai;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.github.chatkitbackend.error.ApiException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;

import org.springframework.stereotype.Component;

/**
 * Makes no calls while OpenAI is down, and learns from those it makes. A call that began
 * before the breaker changed its mind says nothing about now: late timeouts must neither
 * undo the probe that has found OpenAI well, nor open the breaker again after it.
 */
@Component
class OpenAIBreaker {

	/** How long OpenAI is left alone before the next probe. */
	static final Duration PAUSE = Duration.ofSeconds(5);

	private final CircuitBreaker breaker;

	OpenAIBreaker(CircuitBreaker openAICircuitBreaker) {
		this.breaker = openAICircuitBreaker;
	}

	/**
	 * Make a call.
	 * @param <T> what it gives
	 * @param call the call
	 * @return what it gave
	 * @throws ApiException when it failed, or was not made because OpenAI is down
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
	 * The breaker begins new metrics each time that it closes or lets a probe through.
	 */
	private boolean isNow(CircuitBreaker.Metrics era) {
		return this.breaker.getMetrics() == era;
	}

}
