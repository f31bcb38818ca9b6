package io.github.chatkitbackend;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.awaitility.Awaitility.await;

/**
 * The service in a separate process, with its own environment and working directory.
 */
public class ServiceProcess implements Closeable {

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	/** How long a busy machine may take for what takes seconds. */
	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private final Process process;

	private final Path output;

	/**
	 * Start a program of the service.
	 * @param program its main class
	 * @param arguments its arguments
	 * @param directory its working directory
	 * @param environment its complete environment
	 */
	ServiceProcess(Class<?> program, List<String> arguments, Path directory, Map<String, String> environment) {
		try {
			this.output = Files.createTempFile("service", ".log");
			ProcessBuilder builder = new ProcessBuilder(
					Stream.concat(ProcessClasses.command(program).stream(), arguments.stream()).toList())
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
	 * Kill the service, as a machine that fails does.
	 * @throws InterruptedException if interrupted
	 */
	public void kill() throws InterruptedException {
		this.process.destroyForcibly().waitFor();
	}

	/**
	 * Wait for the service to exit.
	 * @return its exit code
	 * @throws InterruptedException if interrupted
	 */
	public int awaitExit() throws InterruptedException {
		return awaitExit(PATIENCE);
	}

	/**
	 * Wait for a service to exit that has much to do.
	 * @param patience how long to wait
	 * @return its exit code
	 * @throws InterruptedException if interrupted
	 */
	public int awaitExit(Duration patience) throws InterruptedException {
		if (!this.process.waitFor(patience)) {
			throw new IllegalStateException("Still running: " + output());
		}
		return this.process.exitValue();
	}

	/**
	 * Wait for the service to listen.
	 * @return its port
	 */
	public int awaitPort() {
		return awaitPort(0);
	}

	/**
	 * Wait for a service with a separate management port to listen on both ports.
	 * @return its management port
	 */
	public int awaitManagementPort() {
		return awaitPort(1);
	}

	private int awaitPort(int index) {
		await().atMost(PATIENCE).until(() -> ports().size() > index || !this.process.isAlive());
		if (ports().size() <= index) {
			throw new IllegalStateException("Not started: " + output());
		}
		return ports().get(index);
	}

	private List<Integer> ports() {
		return PORT.matcher(output()).results().map((match) -> Integer.valueOf(match.group(1))).toList();
	}

	/**
	 * Wait for the service to print something.
	 * @param text the text
	 */
	public void awaitOutput(String text) {
		await().atMost(PATIENCE).until(() -> output().contains(text) || !this.process.isAlive());
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
