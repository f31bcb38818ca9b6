package io.github.chatkitbackend.observability;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a service that was told to stop says about the requests it still answers.
 */
@ExtendWith(OutputCaptureExtension.class)
@ChatKitTest(shared = false, beans = DrainingTests.CallWhileStopping.class)
class DrainingTests {

	@Test
	void theirTraceIdsStandInTheLog(Backend backend, CapturedOutput output) {
		CallWhileStopping call = backend.bean(CallWhileStopping.class);
		backend.close();
		assertThat(call.answer.statusCode()).isEqualTo(200);
		String id = call.answer.headers().firstValue("X-Request-Id").orElseThrow();
		assertThat(output.getAll().lines().filter((line) -> line.contains("created, OpenAI took"))).singleElement()
			.asString()
			.contains("[" + id + "-");
	}

	/**
	 * Asks for a session after the service was told to stop, and before its web server
	 * does.
	 */
	static class CallWhileStopping implements SmartLifecycle {

		private final Environment environment;

		private volatile HttpResponse<Void> answer;

		CallWhileStopping(Environment environment) {
			this.environment = environment;
		}

		@Override
		public void start() {
			// Nothing to start
		}

		@Override
		public void stop() {
			URI uri = URI.create(
					"http://127.0.0.1:" + this.environment.getProperty("local.server.port") + "/api/chatkit/session");
			HttpRequest request = HttpRequest.newBuilder(uri).POST(BodyPublishers.noBody()).build();
			this.answer = HttpClient.newHttpClient().sendAsync(request, BodyHandlers.discarding()).join();
		}

		@Override
		public boolean isRunning() {
			return this.answer == null;
		}

		@Override
		public int getPhase() {
			return Integer.MAX_VALUE;
		}

	}

}
