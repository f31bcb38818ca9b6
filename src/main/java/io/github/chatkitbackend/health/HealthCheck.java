package io.github.chatkitbackend.health;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

import org.jspecify.annotations.Nullable;

/**
 * The health check of the container image, which contains neither a shell nor
 * {@code curl}. It requests {@code /health} from the service in the same container.
 */
final class HealthCheck {

	private static final int TIMEOUT_MILLIS = 2_000;

	private HealthCheck() {
	}

	/**
	 * Prints the result in one line, and exits with code 0 if the service is alive,
	 * otherwise with 1.
	 * @param args ignored
	 */
	static void main(String[] args) {
		String url = url(System.getenv("PORT"));
		try {
			int status = status(url);
			System.out.println(url + " answered " + status);
			System.exit((status == HttpURLConnection.HTTP_OK) ? 0 : 1);
		}
		catch (IOException | IllegalArgumentException ex) {
			System.out.println(url + " does not answer: " + ex.getMessage());
			System.exit(1);
		}
	}

	/** A blank variable counts as absent, as it does for the service. */
	private static String url(@Nullable String port) {
		return "http://127.0.0.1:" + ((port == null || port.isBlank()) ? "8488" : port.strip()) + "/health";
	}

	private static int status(String url) throws IOException {
		HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
		connection.setConnectTimeout(TIMEOUT_MILLIS);
		connection.setReadTimeout(TIMEOUT_MILLIS);
		return connection.getResponseCode();
	}

}
