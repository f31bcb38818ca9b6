package io.github.chatkitbackend.openai;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;

import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.Services;
import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/**
 * How streams end that nobody wants any more, and what the limits make of them.
 */
@ChatKitTest
class StreamCloseTests {

	private static final MockResponse STALL = new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE)
		.build();

	/** Long before the model's silence would end anything. */
	private static final Duration SOON = Duration.ofSeconds(20);

	private static final Set<Thread.State> WAITING = Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);

	private final OpenAIStandIn openai;

	private final Backend backend;

	private final Services services;

	private final CircuitBreaker breaker;

	StreamCloseTests(OpenAIStandIn openai, Backend backend, Services services) {
		this.openai = openai;
		this.backend = backend;
		this.services = services;
		this.breaker = backend.bean(CircuitBreaker.class);
	}

	@AfterEach
	void nothingIsLeft() {
		await().until(() -> this.backend.metric("chatkit_openai_streams") == 0);
		await().until(() -> this.openai.responses().open() == 0);
	}

	@Test
	void closingEndsAReadOfAnotherThreadAndTheAnswerAtOpenAI() {
		this.openai.responses().stream(ModelAnswer.of("Hel").hang());
		EventStream stream = Streams.open(this.backend);
		Streams.readUntil(stream, "response.output_text.delta");
		CompletableFuture<?> read = read(stream);
		stream.close();
		assertCancelled(read);
		await().until(() -> this.openai.responses().left() == 1);
		assertThatExceptionOfType(CancellationException.class).isThrownBy(stream::next);
	}

	@Test
	void closingEndsAReadThatWaitsForTheAnswerToBegin() {
		this.openai.answerAlways(STALL);
		EventStream stream = Streams.open(this.backend);
		CompletableFuture<?> read = read(stream);
		await().until(() -> this.openai.requests().size() == 1);
		stream.close();
		assertCancelled(read);
	}

	@Test
	void closingEndsAReadThatWaitsForASecondAttempt() {
		this.openai.answerAlways(OpenAIStandIn.error(429, null, "slow down").setHeader("Retry-After", "9").build());
		EventStream stream = Streams.open(this.backend);
		CompletableFuture<?> read = read(stream);
		await().until(() -> this.openai.requests().size() == 1);
		stream.close();
		assertCancelled(read);
		assertThat(this.openai.requests()).hasSize(1);
	}

	@Test
	void closingBetweenTwoReadsEndsTheAnswerAtOpenAI() {
		this.openai.responses().stream(ModelAnswer.of("Hel").hang());
		try (EventStream stream = Streams.open(this.backend)) {
			Streams.readUntil(stream, "response.output_text.delta");
		}
		await().until(() -> this.openai.responses().left() == 1);
	}

	@Test
	void closingBeforeTheFirstReadSendsNothing() {
		EventStream stream = Streams.open(this.backend);
		stream.close();
		stream.close();
		assertThatExceptionOfType(CancellationException.class).isThrownBy(stream::next);
		assertThat(this.openai.requests()).isEmpty();
	}

	@Test
	void anInterruptEndsTheReadAndTheAnswerAtOpenAI() {
		this.openai.responses().stream(ModelAnswer.of("Hel").hang());
		EventStream stream = Streams.open(this.backend);
		Streams.readUntil(stream, "response.output_text.delta");
		CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
		Thread reader = Thread.ofVirtual().start(() -> {
			assertThatExceptionOfType(CancellationException.class).isThrownBy(stream::next);
			interrupted.complete(Thread.currentThread().isInterrupted());
		});
		await().until(() -> WAITING.contains(reader.getState()));
		reader.interrupt();
		assertThat(interrupted).succeedsWithin(SOON).isEqualTo(true);
		await().until(() -> this.openai.responses().left() == 1);
	}

	@Test
	void streamsBeyondTheCapAreRefusedAtOnce() {
		Backend small = this.services.shared("CHATKIT_MAX_STREAMS=1");
		EventStream first = Streams.open(small);
		assertThat(refusal(small)).isEqualTo(ErrorCode.OVERLOADED);
		assertThat(small.session().status()).as("a call of another kind").isEqualTo(200);
		first.close();
		assertThat(Streams.readAll(Streams.open(small))).isNotEmpty();
	}

	@Test
	void afterARunOfBrokenStreamsNoneIsOpened() {
		for (int i = 0; i < 10; i++) {
			this.openai.responses().stream(ModelAnswer.of("Hel").cut());
			Streams.failure(Streams.open(this.backend));
		}
		assertThat(refusal(this.backend)).isEqualTo(ErrorCode.OPENAI_UNAVAILABLE);
		assertThat(this.backend.session().code()).isEqualTo("openai_unavailable");
		assertThat(this.openai.requests()).hasSize(10);
	}

	@Test
	void streamsThatWereClosedDoNotCountAsFailures() {
		for (int i = 0; i < 10; i++) {
			this.openai.responses().stream(ModelAnswer.of("Hel").hang());
			try (EventStream stream = Streams.open(this.backend)) {
				stream.next();
			}
		}
		assertThat(this.breaker.getMetrics().getNumberOfFailedCalls()).isZero();
		assertThat(this.breaker.getMetrics().getNumberOfSuccessfulCalls()).isEqualTo(10);
	}

	@Test
	void aProbeSucceedsWhenItsAnswerBegins() {
		letAProbeThrough();
		this.openai.responses().stream(ModelAnswer.of("Hel").hang());
		try (EventStream stream = Streams.open(this.backend)) {
			stream.next();
			assertThat(this.breaker.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
			assertThat(this.backend.session().status()).isEqualTo(200);
		}
	}

	@Test
	void aProbeThatWasClosedMakesRoomForAnother() {
		letAProbeThrough();
		EventStream probe = Streams.open(this.backend);
		assertThat(refusal(this.backend)).isEqualTo(ErrorCode.OPENAI_UNAVAILABLE);
		probe.close();
		assertThat(Streams.readAll(Streams.open(this.backend))).isNotEmpty();
		assertThat(this.breaker.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
	}

	private void letAProbeThrough() {
		this.breaker.transitionToOpenState();
		this.breaker.transitionToHalfOpenState();
	}

	private static ErrorCode refusal(Backend backend) {
		return catchThrowableOfType(ApiException.class, () -> Streams.open(backend)).code();
	}

	/**
	 * Read in another thread, and return when that thread waits.
	 */
	private static CompletableFuture<?> read(EventStream stream) {
		AtomicReference<Thread> reader = new AtomicReference<>();
		CompletableFuture<?> read = CompletableFuture.supplyAsync(stream::next,
				(task) -> reader.set(Thread.ofVirtual().start(task)));
		await().until(() -> WAITING.contains(reader.get().getState()));
		return read;
	}

	private static void assertCancelled(CompletableFuture<?> read) {
		assertThat(read).failsWithin(SOON)
			.withThrowableOfType(ExecutionException.class)
			.withCauseInstanceOf(CancellationException.class);
	}

}
