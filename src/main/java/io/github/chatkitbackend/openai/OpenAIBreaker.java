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
		Passage passage = enter();
		try {
			T result = call.get();
			passage.succeed();
			return result;
		}
		catch (Throwable ex) {
			passage.fail(ex);
			throw ex;
		}
	}

	/**
	 * Begin a call that outlives the method that makes it.
	 * @return takes the call's result
	 * @throws ApiException when no call may be made because OpenAI is down
	 */
	Passage enter() {
		try {
			this.breaker.acquirePermission();
			return new Passage(this.breaker, this.breaker.getMetrics());
		}
		catch (CallNotPermittedException ex) {
			throw OpenAIFailure.UNAVAILABLE.toRefusal(PAUSE);
		}
	}

	/**
	 * A call that the breaker lets through. It ends in one of three ways. How long it
	 * took is of no interest: an answer may be streamed for minutes.
	 */
	record Passage(CircuitBreaker breaker, CircuitBreaker.Metrics era) {

		/**
		 * A stream has begun. If it is a probe, nobody has to wait for its end.
		 */
		void begin() {
			if (this.breaker.getState() == CircuitBreaker.State.HALF_OPEN) {
				succeed();
			}
		}

		void succeed() {
			if (isNow()) {
				this.breaker.onSuccess(0, TimeUnit.NANOSECONDS);
			}
		}

		void fail(Throwable failure) {
			if (isNow()) {
				this.breaker.onError(0, TimeUnit.NANOSECONDS, failure);
			}
		}

		/**
		 * The call was ended before it said anything about OpenAI.
		 */
		void withdraw() {
			if (isNow()) {
				this.breaker.releasePermission();
			}
		}

		/**
		 * The breaker begins new metrics each time that it closes or lets a probe
		 * through.
		 */
		private boolean isNow() {
			return this.breaker.getMetrics() == this.era;
		}

	}

}
