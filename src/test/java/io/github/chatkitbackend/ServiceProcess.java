package io.github.chatkitbackend;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.awaitility.Awaitility.await;

/**
 * The service as a process of its own, with an environment and a working directory of its
 * own.
 */
public class ServiceProcess implements Closeable {

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	/** How long a busy machine may take for what takes seconds. */
	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private final Process process;

	private final Path output;

	/**
	 * Start the service.
	 * @param directory its working directory
	 * @param environment its environment, and nothing else
	 */
	public ServiceProcess(Path directory, Map<String, String> environment) {
		try {
			this.output = Files.createTempFile("service", ".log");
			ProcessBuilder builder = new ProcessBuilder(
					Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
					"-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
					ChatKitBackendApplication.class.getName())
				.directory(directory.toFile())
				.redirectErrorStream(true)
				.redirectOutput(this.output.toFile());
			builder.environment().clear();
			builder.environment().putAll(environment);
			this.process = builder.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Tell the service to stop, as orchestrators do.
	 */
	public void terminate() {
		this.process.destroy();
	}

	/**
	 * Wait for the service to end.
	 * @return its exit code
	 * @throws InterruptedException if interrupted
	 */
	public int awaitExit() throws InterruptedException {
		if (!this.process.waitFor(PATIENCE)) {
			throw new IllegalStateException("Still running: " + output());
		}
		return this.process.exitValue();
	}

	/**
	 * Wait for the service to listen.
	 * @return its port
	 */
	public int awaitPort() {
		await().atMost(PATIENCE).until(() -> PORT.matcher(output()).find() || !this.process.isAlive());
		Matcher port = PORT.matcher(output());
		if (!port.find()) {
			throw new IllegalStateException("Not started: " + output());
		}
		return Integer.parseInt(port.group(1));
	}

	/**
	 * What the service has printed so far.
	 * @return its output
	 */
	public String output() {
		try {
			return Files.readString(this.output);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() throws IOException {
		this.process.destroyForcibly();
		Files.deleteIfExists(this.output);
	}

}
