package io.github.chatkitbackend;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

import tools.jackson.databind.json.JsonMapper;

/**
 * An anonymous visitor of a service, who keeps the cookie.
 */
final class TestRunVisitor implements AutoCloseable {

	private final HttpClient client = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

	private final String service;

	TestRunVisitor(int port) {
		this.service = "http://localhost:" + port;
	}

	/**
	 * Begin a conversation, and read its events to the end.
	 */
	String say(String text, String... attachments) throws IOException, InterruptedException {
		return this.client.send(message(text, attachments), BodyHandlers.ofString()).body();
	}

	/**
	 * Begin a conversation, and leave when an event contains something.
	 * @return the id of the conversation
	 */
	String sayUntil(String text, String event) throws IOException, InterruptedException {
		StringBuilder events = new StringBuilder();
		try (BufferedReader reader = new BufferedReader(new InputStreamReader(
				this.client.send(message(text), BodyHandlers.ofInputStream()).body(), StandardCharsets.UTF_8))) {
			while (events.indexOf(event) < 0) {
				events.append(reader.readLine()).append('\n');
			}
		}
		return events.toString().replaceAll("(?s).*?\"(thr_[0-9a-f]+)\".*", "$1");
	}

	String items(String thread) throws IOException, InterruptedException {
		return this.client
			.send(chat("{\"type\": \"items.list\", \"params\": {\"thread_id\": \"%s\"}}".formatted(thread)),
					BodyHandlers.ofString())
			.body();
	}

	/**
	 * Upload a file.
	 * @return its id
	 */
	String attach(String name, String content) throws IOException, InterruptedException {
		String form = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n%s\r\n--b--\r\n"
			.formatted(name, content);
		HttpRequest upload = HttpRequest.newBuilder(URI.create(this.service + "/attachments"))
			.header("Content-Type", "multipart/form-data; boundary=b")
			.POST(BodyPublishers.ofString(form))
			.build();
		return new JsonMapper().readTree(this.client.send(upload, BodyHandlers.ofString()).body())
			.path("id")
			.stringValue();
	}

	private HttpRequest message(String text, String... attachments) {
		return chat("""
				{"type": "threads.create", "params": {"input": {"content": [{"type": "input_text", "text": "%s"}],
				  "attachments": [%s], "inference_options": {}}}}""".formatted(text,
				Arrays.stream(attachments).map("\"%s\""::formatted).collect(Collectors.joining(","))));
	}

	private HttpRequest chat(String body) {
		return HttpRequest.newBuilder(URI.create(this.service + "/chatkit"))
			.POST(BodyPublishers.ofString(body))
			.build();
	}

	@Override
	public void close() {
		this.client.shutdownNow();
		this.client.close();
	}

}
