package io.github.chatkitbackend.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/**
 * Requests and answers as bytes, for what HTTP clients would not send and would not show.
 */
public final class RawHttp {

	private RawHttp() {
	}

	/**
	 * Send bytes on a connection of their own.
	 * @param port the port of the service
	 * @param request the bytes, one for each character
	 * @return all that comes back until the service closes the connection
	 */
	public static String send(int port, String request) {
		try (Socket socket = new Socket("127.0.0.1", port)) {
			socket.setSoTimeout(30_000);
			socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
			return answer(socket.getInputStream());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String answer(InputStream in) throws IOException {
		ByteArrayOutputStream answer = new ByteArrayOutputStream();
		try {
			in.transferTo(answer);
		}
		catch (SocketException ex) {
			// Closed before all of the request was read, which resets the connection
		}
		return answer.toString(StandardCharsets.UTF_8);
	}

}
