package io.github.chatkitbackend.openai;

import java.io.InterruptedIOException;

import com.openai.errors.OpenAIIoException;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What the gateway does for every operation.
 */
@ExtendWith(OutputCaptureExtension.class)
@ChatKitTest
class OpenAIGatewayTests {

	private static final OpenAIOperation OPERATION = new OpenAIOperation("test_operation");

	private final OpenAIStandIn openai;

	private final Backend backend;

	private final OpenAIGateway gateway;

	private final CircuitBreaker breaker;

	OpenAIGatewayTests(OpenAIStandIn openai, Backend backend) {
		this.openai = openai;
		this.backend = backend;
		this.gateway = backend.bean(OpenAIGateway.class);
		this.breaker = backend.bean(CircuitBreaker.class);
	}

	@Test
	void aProbeThatFailsKeepsTheBreakerOpen() {
		letAProbeThrough();
		assertThat(failure(OpenAIGatewayTests::timeOut)).isEqualTo(ErrorCode.OPENAI_TIMEOUT);
		assertThat(this.breaker.getState()).isEqualTo(CircuitBreaker.State.OPEN);
		assertThat(failure(OpenAIGatewayTests::timeOut)).isEqualTo(ErrorCode.OPENAI_UNAVAILABLE);
	}

	@Test
	void aFailureFromBeforeAnOutageDoesNotUndoTheProbe() {
		assertThat(failure(() -> {
			letAProbeThrough();
			timeOut();
		})).isEqualTo(ErrorCode.OPENAI_TIMEOUT);
		assertThat(this.breaker.getState()).isEqualTo(CircuitBreaker.State.HALF_OPEN);
	}

	@Test
	void aSuccessFromBeforeAnOutageDoesNotEndIt() {
		this.gateway.call(OPERATION, (_) -> {
			letAProbeThrough();
			return "success";
		});
		assertThat(this.breaker.getState()).isEqualTo(CircuitBreaker.State.HALF_OPEN);
	}

	@Test
	void failuresFromBeforeAnOutageDoNotCountAfterIt() {
		failure(() -> {
			letAProbeThrough();
			this.gateway.call(OPERATION, (_) -> "success");
			assertThat(this.breaker.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
			timeOut();
		});
		assertThat(this.breaker.getMetrics().getNumberOfFailedCalls()).isZero();
		failure(OpenAIGatewayTests::timeOut);
		assertThat(this.breaker.getMetrics().getNumberOfFailedCalls()).isOne();
	}

	@Test
	void whatOpenAIDoesNotKnowIsARejectedRequestUnlessTheOperationSaysMore(CapturedOutput output) {
		this.openai.answerAlways(OpenAIStandIn.error(404, null, "gone").build());
		assertThat(failure(OPERATION).code()).isEqualTo(ErrorCode.OPENAI_REJECTED_REQUEST);
		ApiException failure = failure(new OpenAIOperation("test_operation", OpenAIFailure.REJECTED_REQUEST,
				new OpenAIFailure(ErrorCode.WORKFLOW_NOT_FOUND, "There is no such thing.", "Look for the thing")));
		assertThat(failure.code()).isEqualTo(ErrorCode.WORKFLOW_NOT_FOUND);
		assertThat(failure).hasMessage("There is no such thing.");
		assertThat(output).contains("gone. Look for the thing");
	}

	@Test
	void anOperationMaySayWhatToDoAboutARejectedRequest(CapturedOutput output) {
		this.openai.answerAlways(OpenAIStandIn.error(400, null, "no").build());
		failure(new OpenAIOperation("test_operation",
				OpenAIFailure.REJECTED_REQUEST.withAdvice("Look at the thing's settings"),
				OpenAIFailure.REJECTED_REQUEST));
		assertThat(output).contains("no. Look at the thing's settings");
	}

	@Test
	void operationsAreTimedByTheirNames() {
		this.gateway.call(new OpenAIOperation("another_operation"), (_) -> "success");
		assertThat(this.backend.bean(PrometheusMeterRegistry.class).scrape()).containsPattern(
				"chatkit_openai_seconds_count\\{.*operation=\"another_operation\",outcome=\"success\".*} 1");
	}

	private void letAProbeThrough() {
		this.breaker.transitionToOpenState();
		this.breaker.transitionToHalfOpenState();
	}

	private static void timeOut() {
		throw new OpenAIIoException("late", new InterruptedIOException("timeout"));
	}

	private ErrorCode failure(Runnable call) {
		return catchThrowableOfType(ApiException.class, () -> this.gateway.call(OPERATION, (_) -> {
			call.run();
			return "success";
		})).code();
	}

	private ApiException failure(OpenAIOperation operation) {
		return catchThrowableOfType(ApiException.class,
				() -> this.gateway.call(operation, (client) -> client.models().retrieve("model")));
	}

}
