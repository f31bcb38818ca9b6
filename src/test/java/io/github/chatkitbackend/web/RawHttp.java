package io.github.chatkitbackend.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Requests and answers as bytes, for what HTTP clients would not send and would not show.
 */
public final class RawHttp {

	private RawHttp() {
	}

	/**
	 * Send a request on a connection of its own.
	 * @param port the port of the service
	 * @param request the request line and headers, without the blank line after them, and
	 * whatever shall follow
	 * @return all that comes back until the service closes the connection
	 */
	public static String send(int port, String request) {
		try (Socket socket = new Socket("127.0.0.1", port)) {
			socket.setSoTimeout(30_000);
			socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
