package io.github.chatkitbackend.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;

import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/**
 * Somebody else's web site with an empty page and the modules of the library that reads
 * streams for the widget.
 */
final class Site implements AutoCloseable {

	private final MockWebServer server = new MockWebServer();

	Site() {
		this.server.setDispatcher(new Dispatcher() {

			@Override
			public MockResponse dispatch(RecordedRequest request) {
				String path = request.getUrl().encodedPath();
				return path.equals("/") ? answer("text/html", "<!doctype html><title>A page</title>")
						: answer("text/javascript", module(path));
			}

		});
		try {
			this.server.start(InetAddress.getLoopbackAddress(), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static MockResponse answer(String type, String body) {
		return new MockResponse.Builder().setHeader("Content-Type", type).body(body).build();
	}

	/**
	 * The modules import each other without an extension, as bundlers allow.
	 */
	private static String module(String path) {
		try (InputStream file = Site.class.getResourceAsStream("/fetch-event-source" + path + ".js")) {
			return (file != null) ? new String(file.readAllBytes(), StandardCharsets.UTF_8) : "";
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Another port is another origin, but the same site, so that a Lax cookie is sent.
	 */
	String origin() {
		return "http://127.0.0.1:" + this.server.getPort();
	}

	@Override
	public void close() {
		this.server.close();
	}

}
