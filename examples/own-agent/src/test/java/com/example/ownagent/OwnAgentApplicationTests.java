package com.example.ownagent;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The agent behind the endpoint of the widget.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "chatkit.data-dir=target/data", "chatkit.backend-token=secret" })
class OwnAgentApplicationTests {

	@Test
	void streamsTheAnswer(@LocalServerPort int port) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/chatkit"))
			.headers("Authorization", "Bearer secret", "ChatKit-User", "bob")
			.POST(BodyPublishers.ofString("""
					{"type": "threads.create", "params": {"input": {
					  "content": [{"type": "input_text", "text": "Hi"}], "attachments": [], "inference_options": {}}}}
					"""))
			.build();
		HttpResponse<String> response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
		assertThat(response.body()).contains("Hello, bob. You are welcome.");
	}

}
