package io.github.chatkitbackend.chat.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import io.github.chatkitbackend.Answer;
import io.github.chatkitbackend.Backend;
import tools.jackson.databind.JsonNode;

/**
 * A user whose browser sends files to a store that is not the service.
 */
record S3User(Backend backend, String name) {

	/** What a browser and the widget send with a file. */
	private static final String[] BROWSER = { "Origin", "https://cdn.platform.openai.com", "Referer",
			"https://cdn.platform.openai.com/", "Accept", "*/*", "Accept-Language", "de", "ChatKit-Frame-Instance-Id",
			"1" };

	JsonNode announce(String name, String type, long size) {
		return create(name, type, size).json();
	}

	Answer create(String name, String type, long size) {
		return post("attachments.create",
				"\"name\":\"%s\",\"size\":%d,\"mime_type\":\"%s\"".formatted(name, size, type));
	}

	Answer post(String type, String params) {
		return new ChatUser(this.backend, this.name).post(ChatUser.request(type, params));
	}

	/**
	 * Send a message with a file, and read the whole answer.
	 */
	Answer send(String attachment) {
		return post("threads.create", "\"input\":"
				+ ChatUser.input("Look").replace("\"attachments\":[]", "\"attachments\":[\"" + attachment + "\"]"));
	}

	Answer delete(String attachment) {
		return post("attachments.delete", "\"attachment_id\":\"%s\"".formatted(attachment));
	}

	Answer download(String attachment) {
		return this.backend.get("/attachments/" + attachment, "Authorization", "Bearer token", "ChatKit-User",
				this.name);
	}

	/**
	 * Upload a file as its descriptor tells.
	 */
	Answer upload(JsonNode announced, byte[] content) {
		return upload(announced, announced.at("/upload_descriptor/headers/Content-Type").stringValue(), content);
	}

	Answer upload(JsonNode announced, String type, byte[] content) {
		return exchange(HttpRequest.newBuilder(URI.create(announced.at("/upload_descriptor/url").stringValue()))
			.method(announced.at("/upload_descriptor/method").stringValue(), BodyPublishers.ofByteArray(content))
			.headers(BROWSER)
			.header("Content-Type", type));
	}

	/**
	 * Get a URL as an image of a page, without following redirects.
	 */
	Answer get(String url) {
		return exchange(HttpRequest.newBuilder(URI.create(url)).header("Accept", "image/*"));
	}

	private static Answer exchange(HttpRequest.Builder request) {
		// The store closes connections on which it has refused a file, without saying so
		try (HttpClient client = HttpClient.newHttpClient()) {
			HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
			return new Answer(response.statusCode(), response.headers(), response.body());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
