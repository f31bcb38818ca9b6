package io.github.chatkitbackend.chat.responses;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.openai.ModelAnswer;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client that leaves while a function runs, over HTTP.
 */
@ChatKitTest(shared = false, beans = TestTools.class,
		settings = { "CHATKIT_MODEL=gpt-5.5", "CHATKIT_BACKEND_TOKEN=token", "CHATKIT_KEEP_ALIVE=1s" })
class CancelledToolTests {

	@Test
	void aClientThatLeavesInterruptsTheFunction(Backend backend, OpenAIStandIn openai) throws Exception {
		openai.responses().stream(ModelAnswer.begin().functionCall("hang", "{}"));
		TestTools tools = backend.bean(TestTools.class);
		try (Socket client = new Socket("127.0.0.1", backend.port())) {
			send(client,
					"""
							{"type": "threads.create", "params": {"input": {"content": [{"type": "input_text", "text": "hello"}],
							 "attachments": [], "inference_options": {}}}}""");
			assertThat(tools.hanging.await(10, TimeUnit.SECONDS)).isTrue();
		}
		assertThat(tools.interrupted.await(10, TimeUnit.SECONDS)).isTrue();
	}

	private static void send(Socket client, String body) throws IOException {
		client.getOutputStream()
			.write(("POST /chatkit HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer token\r\nChatKit-User: alice\r\n"
					+ "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
				.getBytes(StandardCharsets.US_ASCII));
	}

}
