package io.github.chatkitbackend.health;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;

import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.ServiceProcess;
import io.github.chatkitbackend.Services;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The command of the image's health check, as a process of its own.
 */
@ChatKitTest
class HealthCheckTests {

	@TempDir
	private Path directory;

	private final Services services;

	HealthCheckTests(Services services) {
		this.services = services;
	}

	@Test
	void succeedsWhileTheServiceIsAlive(Backend backend) throws Exception {
		assertThat(backend.get("/health").status()).isEqualTo(200);
		ServiceProcess check = check(" " + backend.port() + " ");
		assertThat(check.awaitExit()).isZero();
		assertThat(check.output()).isEqualTo(backend.url("/health") + " answered 200\n");
	}

	@Test
	void saysInOneLineThatTheServiceDoesNotAnswer() throws Exception {
		int port = unusedPort();
		ServiceProcess check = check(String.valueOf(port));
		assertThat(check.awaitExit()).isEqualTo(1);
		assertThat(check.output())
			.isEqualTo("http://127.0.0.1:%d/health does not answer: Connection refused\n".formatted(port));
	}

	/** Whether something listens on that port here does not matter. */
	@Test
	void takesABlankPortAsAbsent() throws Exception {
		ServiceProcess check = check(" ");
		check.awaitExit();
		assertThat(check.output()).startsWith("http://127.0.0.1:8488/health ");
	}

	private ServiceProcess check(String port) {
		return this.services.program(HealthCheck.class, this.directory, Map.of("PORT", port));
	}

	private static int unusedPort() throws Exception {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

}
