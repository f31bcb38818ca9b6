package com.example.langchain4j;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The agent behind the endpoint of the widget.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "chatkit.data-dir=target/data", "chatkit.backend-token=secret", "openai.api-key=none" })
class LangChain4jApplicationTests {

	private static ChatCompletions model;

	@BeforeAll
	static void start() throws Exception {
		model = new ChatCompletions();
	}

	@AfterAll
	static void stop() {
		model.close();
	}

	@DynamicPropertySource
	static void model(DynamicPropertyRegistry properties) {
		properties.add("openai.base-url", () -> model.baseUrl());
	}

	@Test
	void streamsTheAnswer(@LocalServerPort int port) throws Exception {
		model.next("{\"role\":\"assistant\",\"content\":\"Welcome \"}", "{\"content\":\"to the shop.\"}");
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/chatkit"))
			.headers("Authorization", "Bearer secret", "ChatKit-User", "bob")
			.POST(BodyPublishers.ofString("""
					{"type": "threads.create", "params": {"input": {
					  "content": [{"type": "input_text", "text": "Hi"}], "attachments": [], "inference_options": {}}}}
					"""))
			.build();
		assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body())
			.containsSubsequence("\"delta\":\"Welcome \"", "\"delta\":\"to the shop.\"", "Welcome to the shop.");
	}

}
