package io.github.chatkitbackend;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

import org.springframework.util.Assert;

/**
 * Starts services for a test. All of them are closed when the test ends, or when its
 * class ends if they are started in a {@code @BeforeAll} method. Settings have the form
 * {@code NAME=value}.
 */
public final class Services implements Closeable {

	private final RunningServices running;

	private final Deque<Closeable> started = new ArrayDeque<>();

	Services(RunningServices running) {
		this.running = running;
	}

	/**
	 * A running service that tests with equal settings share, for settings that an
	 * annotation cannot contain.
	 * @param settings environment variables
	 * @return the service
	 */
	public Backend shared(String... settings) {
		return this.running.get(Settings.of(settings));
	}

	/**
	 * Start a service for this test only.
	 * @param settings environment variables
	 * @return the running service
	 */
	public Backend start(String... settings) {
		return start(Settings.of(settings));
	}

	/**
	 * Start a service for this test only.
	 * @param bean a component to add
	 * @param settings environment variables
	 * @return the running service
	 */
	public Backend startWith(Class<?> bean, String... settings) {
		return start(Settings.of(settings, new Class<?>[] { bean }));
	}

	private Backend start(Settings parsed) {
		Assert.state(!parsed.changeLogging(), "Settings of the log need an annotation with shared = false");
		return closeLater(this.running.start(parsed));
	}

	/**
	 * Start a service for this test only, with exactly these environment variables and a
	 * free port unless {@code PORT} is among them.
	 * @param environment the environment
	 * @return the running service
	 */
	public Backend startWith(Map<String, String> environment) {
		return closeLater(Backend.start(environment, ChatKitBackendApplication.class));
	}

	/**
	 * Start the service in a separate process.
	 * @param directory its working directory
	 * @param settings environment variables
	 * @return the process
	 */
	public ServiceProcess process(Path directory, String... settings) {
		return processWith(directory, Settings.of(settings).environment(this.running.openai()));
	}

	/**
	 * Start the service in a separate process with exactly these environment variables.
	 * @param directory its working directory
	 * @param environment the environment
	 * @return the process
	 */
	public ServiceProcess processWith(Path directory, Map<String, String> environment) {
		return program(ChatKitBackendApplication.class, directory, environment);
	}

	/**
	 * Start another program of the service in a separate process.
	 * @param program its main class
	 * @param directory its working directory
	 * @param environment its complete environment
	 * @return the process
	 */
	public ServiceProcess program(Class<?> program, Path directory, Map<String, String> environment) {
		return closeLater(new ServiceProcess(program, List.of(), directory, environment));
	}

	/**
	 * Start a command of the service in a separate process.
	 * @param directory its working directory
	 * @param arguments the command and its options
	 * @param settings environment variables
	 * @return the process
	 */
	public ServiceProcess command(Path directory, List<String> arguments, String... settings) {
		return commandWith(directory, arguments, Settings.of(settings).environment(this.running.openai()));
	}

	/**
	 * Start a command of the service in a separate process with exactly these environment
	 * variables.
	 * @param directory its working directory
	 * @param arguments the command and its options
	 * @param environment the environment
	 * @return the process
	 */
	public ServiceProcess commandWith(Path directory, List<String> arguments, Map<String, String> environment) {
		return closeLater(new ServiceProcess(ChatKitBackendApplication.class, arguments, directory, environment));
	}

	private <T extends Closeable> T closeLater(T service) {
		this.started.push(service);
		return service;
	}

	@Override
	public void close() throws IOException {
		while (!this.started.isEmpty()) {
			this.started.pop().close();
		}
	}

}
