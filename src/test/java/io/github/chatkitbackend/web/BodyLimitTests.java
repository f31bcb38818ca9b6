package io.github.chatkitbackend.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.github.chatkitbackend.Answer;
import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.Services;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.tomcat.autoconfigure.TomcatServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No path reads a body without a limit in length and in time.
 */
@ChatKitTest(settings = "SERVER_TOMCAT_CONNECTION_TIMEOUT=500ms", beans = BodyLimitTests.Readers.class)
class BodyLimitTests {

	private final Backend backend;

	BodyLimitTests(Backend backend) {
		this.backend = backend;
	}

	@ParameterizedTest
	@ValueSource(strings = { "/text", "/json", "/reader" })
	void everyPathReads16KiBUnlessItHasALimitOfItsOwn(String path) {
		assertThat(post(path, 16 * 1024).status()).isEqualTo(200);
		assertTooLarge(post(path, 16 * 1024 + 1), "16 KiB");
		assertTooLarge(chunked(path, 16 * 1024 + 1), "16 KiB");
	}

	@Test
	void aLimitHoldsForItsPathAndThoseBelow() {
		assertThat(post("/large", 40 * 1024).status()).isEqualTo(200);
		assertThat(chunked("/large/below", 40 * 1024).status()).isEqualTo(200);
		assertTooLarge(post("/large", 40 * 1024 + 1), "40 KiB");
		assertTooLarge(chunked("/large/below", 40 * 1024 + 1), "40 KiB");
		assertTooLarge(post("/larger", 16 * 1024 + 1), "16 KiB");
	}

	@Test
	void malformedBodiesAreTheCallersFault() {
		Answer answer = this.backend.post("/json", "{", "Content-Type", "application/json");
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.code()).isEqualTo("invalid_request");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Content-Length: 10\r\n\r\n{", "Transfer-Encoding: chunked\r\n\r\n5\r\n{" })
	void bodiesThatStopAreNotWaitedFor(String rest) {
		assertTimedOut(RawHttp.send(this.backend.port(), "POST /api/chatkit/session HTTP/1.1\r\nHost: x\r\n" + rest));
	}

	@Test
	void tenSecondsPassWithoutAByteAndTwentyInAllByDefault(Services services) {
		TomcatServerProperties tomcat = services.shared().bean(TomcatServerProperties.class);
		assertThat(tomcat.getConnectionTimeout()).isEqualTo(Duration.ofSeconds(10));
		assertThat(tomcat.getKeepAliveTimeout()).isEqualTo(Duration.ofSeconds(60));
		assertThat(BodyLimit.DEFAULT.patience()).isEqualTo(Duration.ofSeconds(20));
		assertThat(new BodyLimit("/x", DataSize.ofMegabytes(25)).patience(25_000_000))
			.isEqualTo(Duration.ofSeconds(270));
	}

	@Test
	void bodiesThatDripEndInTime() throws IOException {
		try (Socket socket = new Socket("127.0.0.1", this.backend.port())) {
			OutputStream out = socket.getOutputStream();
			out.write("POST /impatient HTTP/1.1\r\nHost: x\r\nContent-Length: 16000\r\n\r\n"
				.getBytes(StandardCharsets.US_ASCII));
			socket.setSoTimeout(20);
			StringBuilder answer = new StringBuilder();
			for (int sent = 0; drip(socket, answer); sent++) {
				assertThat(sent).as("bytes for which the connection stays open").isLessThan(4_000);
			}
			assertTimedOut(answer.toString());
		}
	}

	/**
	 * Sends a byte and reads what has come back.
	 * @return false if the service has closed the connection
	 */
	private static boolean drip(Socket socket, StringBuilder answer) throws IOException {
		try {
			socket.getOutputStream().write(' ');
		}
		catch (SocketException ex) {
			// Closed, but the answer may not have been read yet
		}
		try {
			int read = socket.getInputStream().read();
			answer.append((char) read);
			return read != -1;
		}
		catch (SocketTimeoutException ex) {
			return true;
		}
		catch (SocketException ex) {
			return false;
		}
	}

	private static void assertTimedOut(String answer) {
		assertThat(answer).startsWith("HTTP/1.1 408").contains("\"code\":\"request_timeout\"");
	}

	private Answer post(String path, int length) {
		return this.backend.post(path, body(length), "Content-Type", "application/json");
	}

	private Answer chunked(String path, int length) {
		byte[] body = body(length).getBytes(StandardCharsets.US_ASCII);
		return this.backend.send("POST", path, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)),
				"Content-Type", "application/json");
	}

	private static String body(int length) {
		return "\"" + "x".repeat(length - 2) + "\"";
	}

	private static void assertTooLarge(Answer answer, String limit) {
		assertThat(answer.status()).isEqualTo(413);
		assertThat(answer.code()).isEqualTo("request_too_large");
		assertThat(answer.json().path("detail").stringValue()).contains(limit);
	}

	/**
	 * Handlers that read bodies in Spring MVC's ways.
	 */
	@RestController
	static class Readers {

		@Bean
		BodyLimit large() {
			return new BodyLimit("/large", DataSize.ofKilobytes(40));
		}

		@Bean
		BodyLimit impatient() {
			return new BodyLimit("/impatient", DataSize.ofKilobytes(16), Duration.ofMillis(300));
		}

		@PostMapping({ "/text", "/large", "/large/below", "/larger", "/impatient" })
		int text(@RequestBody String body) {
			return body.length();
		}

		@PostMapping("/json")
		int json(@RequestBody Object body) {
			return body.toString().length();
		}

		@PostMapping("/reader")
		long reader(Reader body) throws IOException {
			return body.transferTo(Writer.nullWriter());
		}

	}

}
