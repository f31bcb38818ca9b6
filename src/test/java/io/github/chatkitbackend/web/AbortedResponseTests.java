package io.github.chatkitbackend.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;
import io.github.chatkitbackend.error.ErrorWriter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A response that fails after it has begun ends without its proper end, and counts as a
 * failure.
 */
@ExtendWith(OutputCaptureExtension.class)
@ChatKitTest(beans = { AbortedResponseTests.Streams.class, AbortedResponseTests.Outcomes.class })
class AbortedResponseTests {

	private final Backend backend;

	AbortedResponseTests(Backend backend) {
		this.backend = backend;
	}

	@ParameterizedTest
	@ValueSource(strings = { "/stream", "/emitter" })
	void faultsAreLoggedOnceWithTheirException(String path, CapturedOutput output) {
		assertAborted(path);
		assertThat(output.getAll().lines().filter((line) -> line.contains("/stream") || line.contains("/emitter")))
			.singleElement()
			.asString()
			.contains(" ERROR ", "Aborting the incomplete response to GET " + path + ": internal_error");
		assertThat(output).contains("IllegalStateException: fault after the first byte");
		assertThat(this.backend.bean(Outcomes.class).last).isEqualTo("internal_error");
		assertCounted(path);
	}

	@Test
	void timeoutsOfStreamsAreAborted(CapturedOutput output) {
		assertAborted("/timeout");
		assertThat(output).contains("Aborting the incomplete response to GET /timeout: internal_error");
		assertCounted("/timeout");
	}

	@Test
	void knownErrorsKeepTheirCodeAndNeedNoStackTrace(CapturedOutput output) {
		assertAborted("/known");
		assertThat(output).contains(" WARN ", "Aborting the incomplete response to GET /known: openai_timeout")
			.doesNotContain("\tat ");
		assertThat(this.backend.bean(Outcomes.class).last).isEqualTo("openai_timeout");
		assertCounted("/known");
	}

	private void assertAborted(String path) {
		String answer = RawHttp.send(this.backend.port(), "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
		assertThat(answer).startsWith("HTTP/1.1 200").contains("first").doesNotContain("\"code\"");
		assertThat(answer).as("the last chunk").doesNotContain("\r\n0\r\n");
	}

	private void assertCounted(String path) {
		await().untilAsserted(() -> assertThat(this.backend.bean(MeterRegistry.class)
			.find("http.server.requests")
			.tags("uri", path, "outcome", "SERVER_ERROR")
			.timer()).isNotNull());
		assertThat(this.backend.bean(MeterRegistry.class)
			.find("http.server.requests")
			.tags("uri", path, "outcome", "SUCCESS")
			.timer()).isNull();
	}

	/**
	 * Responses that fail after their first byte.
	 */
	@RestController
	static class Streams {

		@GetMapping("/stream")
		void stream(HttpServletResponse response) throws IOException {
			begin(response);
			throw new IllegalStateException("fault after the first byte");
		}

		@GetMapping("/known")
		void known(HttpServletResponse response) throws IOException {
			begin(response);
			throw new ApiException(ErrorCode.OPENAI_TIMEOUT, "OpenAI did not answer in time.");
		}

		@GetMapping("/emitter")
		SseEmitter emitter() {
			SseEmitter emitter = new SseEmitter();
			CompletableFuture.runAsync(() -> {
				send(emitter);
				emitter.completeWithError(new IllegalStateException("fault after the first byte"));
			});
			return emitter;
		}

		@GetMapping("/timeout")
		SseEmitter timeout() {
			SseEmitter emitter = new SseEmitter(200L);
			send(emitter);
			return emitter;
		}

		private static void begin(HttpServletResponse response) throws IOException {
			response.getOutputStream().write("first".getBytes(StandardCharsets.US_ASCII));
			response.flushBuffer();
		}

		private static void send(SseEmitter emitter) {
			try {
				emitter.send("first");
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

	/**
	 * How the features' metrics see the end of a request.
	 */
	@Order(Ordered.HIGHEST_PRECEDENCE + 3)
	static class Outcomes extends OncePerRequestFilter {

		private volatile String last;

		@Override
		protected boolean shouldNotFilterAsyncDispatch() {
			return false;
		}

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			chain.doFilter(request, response);
			this.last = ErrorWriter.outcome(request, response);
		}

	}

}
