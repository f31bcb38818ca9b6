package io.github.chatkitbackend.health;

import java.net.HttpURLConnection;
import java.net.URI;

/**
 * Asks the service on this machine for its health: the image's health check, which has
 * neither a shell nor {@code curl} to do it with.
 */
final class HealthCheck {

	private static final int TIMEOUT_MILLIS = 2_000;

	private HealthCheck() {
	}

	/**
	 * Ends with exit code 0 when the service is alive, else with 1.
	 * @param args not looked at
	 * @throws Exception when the service cannot be reached
	 */
	static void main(String[] args) throws Exception {
		String port = System.getenv().getOrDefault("PORT", "8488");
		HttpURLConnection connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/health")
			.toURL()
			.openConnection();
		connection.setConnectTimeout(TIMEOUT_MILLIS);
		connection.setReadTimeout(TIMEOUT_MILLIS);
		System.exit((connection.getResponseCode() == HttpURLConnection.HTTP_OK) ? 0 : 1);
	}

}
