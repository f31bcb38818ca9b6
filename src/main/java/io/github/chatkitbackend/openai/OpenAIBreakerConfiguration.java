package io.github.chatkitbackend.openai;

import java.util.Set;

import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Configures the circuit breaker, which opens when OpenAI is down. Requests then fail
 * immediately instead of waiting for the deadline. Client errors, such as an invalid API
 * key, do not count as failures because they show that OpenAI is up.
 */
@Configuration(proxyBeanMethods = false)
class OpenAIBreakerConfiguration {

	private static final Logger logger = LoggerFactory.getLogger(OpenAIBreaker.class);

	private static final Set<ErrorCode> SYMPTOMS = Set.of(ErrorCode.OPENAI_TIMEOUT, ErrorCode.OPENAI_UNREACHABLE,
			ErrorCode.OPENAI_UNAVAILABLE);

	@Bean
	CircuitBreaker openAICircuitBreaker(MeterRegistry meters) {
		CircuitBreaker breaker = CircuitBreaker.of("openai",
				CircuitBreakerConfig.custom()
					.slidingWindowType(SlidingWindowType.COUNT_BASED)
					.slidingWindowSize(20)
					.minimumNumberOfCalls(10)
					.failureRateThreshold(50)
					.waitDurationInOpenState(OpenAIBreaker.PAUSE)
					.permittedNumberOfCallsInHalfOpenState(1)
					.recordException((ex) -> ex instanceof ApiException failure && SYMPTOMS.contains(failure.code()))
					.build());
		breaker.getEventPublisher().onStateTransition((event) -> log(event.getStateTransition()));
		Gauge.builder("chatkit.openai.breaker.open", () -> (breaker.getState() != CircuitBreaker.State.CLOSED) ? 1 : 0)
			.description("1 while OpenAI is considered down, otherwise 0")
			.register(meters);
		return breaker;
	}

	private static void log(CircuitBreaker.StateTransition transition) {
		switch (transition) {
			case CLOSED_TO_OPEN -> logger.warn("OpenAI is considered down: calls fail immediately, "
					+ "and the next call after {} s tests whether it is up again. Check https://status.openai.com",
					OpenAIBreaker.PAUSE.toSeconds());
			case HALF_OPEN_TO_CLOSED -> logger.info("OpenAI is up again");
			default -> logger.debug("Breaker: {}", transition);
		}
	}

}
