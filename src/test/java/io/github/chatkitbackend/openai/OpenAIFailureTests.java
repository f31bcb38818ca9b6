package io.github.chatkitbackend.openai;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.github.chatkitbackend.Answer;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.Services;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What callers and operators get to see when OpenAI fails, in each way that it can.
 */
@ExtendWith(OutputCaptureExtension.class)
@ChatKitTest(settings = "CHATKIT_OPENAI_DEADLINE=1s")
class OpenAIFailureTests {

	private static final String UPSTREAM_TEXT = "Something that only OpenAI would say";

	private final Backend backend;

	private final OpenAIStandIn openai;

	private final Services services;

	OpenAIFailureTests(Backend backend, OpenAIStandIn openai, Services services) {
		this.backend = backend;
		this.openai = openai;
		this.services = services;
	}

	@ParameterizedTest
	@CsvSource({ "401, 502, openai_credentials_rejected, Check OPENAI_API_KEY",
			"403, 502, openai_credentials_rejected, Check OPENAI_API_KEY",
			"404, 502, workflow_not_found, Check that CHATKIT_WORKFLOW_ID",
			"400, 502, openai_rejected_request, Check the session settings",
			"422, 502, openai_rejected_request, Check the session settings",
			"418, 502, openai_rejected_request, Check the session settings",
			"408, 502, openai_rejected_request, Check the session settings",
			"409, 502, openai_rejected_request, Check the session settings",
			"429, 503, openai_rate_limited, Check the limits", "500, 502, openai_unavailable, status.openai.com",
			"502, 502, openai_unavailable, status.openai.com", "503, 502, openai_unavailable, status.openai.com" })
	void mapsRefusals(int upstream, int status, String code, String advice, CapturedOutput output) {
		this.openai.answerAlways(OpenAIStandIn.error(upstream, "upstream_code", UPSTREAM_TEXT)
			.setHeader("x-request-id", "req_of_openai")
			.build());
		Answer answer = this.backend.session();
		assertError(answer, status, code);
		assertThat(answer.json().path("request_id").stringValue()).isEqualTo("req_of_openai");
		assertThat(answer.body()).doesNotContain(UPSTREAM_TEXT, "upstream_code");
		assertThat(output.getAll().lines().filter((line) -> line.contains("OpenAI answered " + upstream))).isNotEmpty()
			.allSatisfy((line) -> assertThat(line)
				.contains(" WARN ", UPSTREAM_TEXT, "upstream_code", "req_of_openai", advice)
				.doesNotContain(upstream + ": ", ".."));
	}

	@ParameterizedTest
	@ValueSource(ints = { 408, 409, 429, 500, 502, 503, 504 })
	void triesOnceMoreWhenThatMayHelp(int upstream) {
		Backend patient = this.services.shared();
		this.openai.answerNext(OpenAIStandIn.error(upstream, null, UPSTREAM_TEXT).build());
		assertThat(patient.session().status()).isEqualTo(200);
		assertThat(this.openai.requests()).hasSize(2);
		this.openai.reset();
		this.openai.answerAlways(OpenAIStandIn.error(upstream, null, UPSTREAM_TEXT).build());
		patient.session();
		assertThat(this.openai.requests()).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 401, 403, 404, 422 })
	void doesNotTryAgainWhenThatCannotHelp(int upstream) {
		this.openai.answerAlways(OpenAIStandIn.error(upstream, null, UPSTREAM_TEXT).build());
		this.backend.session();
		assertThat(this.openai.requests()).hasSize(1);
	}

	@Test
	void triesOnceMoreAfterAReset() {
		Backend patient = this.services.shared();
		this.openai.answerNext(reset(null));
		assertThat(patient.session().status()).isEqualTo(200);
		assertThat(this.openai.requests()).hasSize(2);
	}

	@Test
	void waitsAsLongAsOpenAIAsksWithinTheDeadline() {
		Backend patient = this.services.shared();
		this.openai.answerNext(OpenAIStandIn.error(429, null, UPSTREAM_TEXT).setHeader("Retry-After", "2").build());
		long start = System.nanoTime();
		assertThat(patient.session().status()).isEqualTo(200);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
	}

	@Test
	void reportsTheAnswerWhenTheSecondAttemptBreaks() {
		Backend patient = this.services.shared();
		this.openai.answerNext(OpenAIStandIn.error(500, null, UPSTREAM_TEXT).build(), reset(null));
		assertError(patient.session(), 502, "openai_unavailable");
		assertThat(this.openai.requests()).hasSize(2);
	}

	@Test
	void answersAtOnceWhenRetryAfterGoesPastTheDeadline() {
		this.openai.answerAlways(OpenAIStandIn.error(429, null, UPSTREAM_TEXT).setHeader("Retry-After", "3").build());
		Answer answer = this.backend.session();
		assertError(answer, 503, "openai_rate_limited");
		assertThat(answer.header("Retry-After")).isEqualTo("3");
		assertThat(this.openai.requests()).hasSize(1);
	}

	@Test
	void saysWhenToTryAgainAlsoWhenOpenAIDoesNot() {
		this.openai.answerAlways(OpenAIStandIn.error(429, null, UPSTREAM_TEXT).build());
		assertThat(this.backend.session().header("Retry-After")).isEqualTo("5");
	}

	@Test
	void answersWithinTheDeadlineWhenOpenAIHangs() {
		this.openai.answerAlways(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
		assertError(this.backend.session(), 504, "openai_timeout");
		assertThat(this.openai.requests()).as("with more patience there is a second attempt").hasSize(1);
	}

	@Test
	void answersWithinTheDeadlineWhenOpenAIDripsItsAnswer() {
		this.openai.answerAlways(
				new MockResponse.Builder().body("{" + " ".repeat(100)).throttleBody(1, 1, TimeUnit.SECONDS).build());
		assertError(this.backend.session(), 504, "openai_timeout");
		assertThat(this.openai.requests()).as("with more patience there is a second attempt").hasSize(1);
	}

	@Test
	void answersWithinTheDeadlineWhenOpenAIDripsAnError() {
		this.openai
			.answerAlways(OpenAIStandIn.error(500, null, UPSTREAM_TEXT).throttleBody(1, 1, TimeUnit.SECONDS).build());
		assertError(this.backend.session(), 504, "openai_timeout");
		assertThat(this.openai.requests()).as("with more patience there is a second attempt").hasSize(1);
	}

	@Test
	void mapsResets() {
		this.openai.answerAlways(reset(null));
		assertError(this.backend.session(), 502, "openai_unreachable");
		this.openai.answerAlways(reset("half"));
		assertError(this.backend.session(), 502, "openai_unreachable");
	}

	@Test
	void mapsRefusedConnections() throws IOException {
		try (Socket silent = new Socket()) {
			silent.bind(new InetSocketAddress("127.0.0.1", 0));
			assertUnreachable("http://127.0.0.1:" + silent.getLocalPort() + "/v1");
		}
	}

	@Test
	void mapsUnknownHosts() {
		assertUnreachable("http://no-such-host.invalid/v1");
	}

	@Test
	void mapsFailedHandshakes() throws IOException {
		try (ServerSocket plain = new ServerSocket(0)) {
			Thread.ofVirtual().start(() -> answerInPlainText(plain));
			assertUnreachable("https://127.0.0.1:" + plain.getLocalPort() + "/v1");
		}
	}

	private static void answerInPlainText(ServerSocket server) {
		while (!server.isClosed()) {
			try (Socket socket = server.accept()) {
				socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
				socket.getInputStream().read();
			}
			catch (IOException ex) {
				return;
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "{}", "[]", "null", "<html></html>", """
			{"id": "cksess_1", "expires_at": 1, "client_sec""", """
			{"id": "cksess_1", "expires_at": 1}""", """
			{"id": "cksess_1", "expires_at": 1, "client_secret": null}""", """
			{"id": "cksess_1", "expires_at": 1, "client_secret": " "}""", """
			{"id": "cksess_1", "expires_at": 1, "client_secret": 5}""", """
			{"id": "cksess_1", "expires_at": "soon", "client_secret": "ek_1"}""", """
			{"expires_at": 1, "client_secret": "ek_1"}""", """
			{"id": "", "expires_at": 1, "client_secret": "ek_1"}""", """
			{"id": "two\\nlines", "expires_at": 1, "client_secret": "ek_1"}""", """
			{"id": "cksess_1", "expires_at": 9223372036854775807, "client_secret": "ek_1"}""" })
	void mapsAnswersThatAreNoSession(String body) {
		this.openai.answerAlways(new MockResponse.Builder().body(body).build());
		assertError(this.backend.session(), 502, "openai_invalid_response");
	}

	@Test
	void mapsRedirectsWithoutFollowingThem() {
		this.openai
			.answerAlways(new MockResponse.Builder().code(302).setHeader("Location", this.openai.baseUrl()).build());
		assertError(this.backend.session(), 502, "openai_invalid_response");
		assertThat(this.openai.requests()).hasSize(1);
	}

	@Test
	void triesAgainAfterAnAttemptThatHangs() {
		Backend patient = this.services.shared();
		this.openai.answerNext(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
		assertThat(patient.session().status()).isEqualTo(200);
		assertThat(this.openai.requests()).hasSize(2);
	}

	@Test
	void keepsTheKeyThatOpenAIQuotesOutOfTheLog(CapturedOutput output) {
		Backend other = this.services.start("OPENAI_API_KEY=sk-proj-abcdefghijklmnop");
		assertError(other.session(), 502, "openai_credentials_rejected");
		Backend proxied = this.services.start("OPENAI_API_KEY=proxykey0123");
		this.openai.answerAlways(OpenAIStandIn.error(401, null, "No such key: proxykey0123.").build());
		assertError(proxied.session(), 502, "openai_credentials_rejected");
		assertThat(output).contains("): No such key: ***. Check OPENAI_API_KEY").doesNotContain("proxykey0123");
		assertThat(output).contains("Incorrect API key provided: sk-***").doesNotContain("abcdefg", "mnop");
	}

	private static MockResponse reset(String body) {
		SocketEffect close = new SocketEffect.CloseSocket();
		return (body != null) ? new MockResponse.Builder().body(body).onResponseBody(close).build()
				: new MockResponse.Builder().onResponseStart(close).build();
	}

	private void assertUnreachable(String baseUrl) {
		Backend other = this.services.start("OPENAI_BASE_URL=" + baseUrl);
		assertError(other.session(), 502, "openai_unreachable");
	}

	private static void assertError(Answer answer, int status, String code) {
		assertThat(answer.body()).contains("\"code\":\"" + code + "\"");
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.json().path("error")).isEqualTo(answer.json().path("detail"));
		assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
	}

}
