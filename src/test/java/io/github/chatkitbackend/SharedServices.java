package io.github.chatkitbackend;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.chatkitbackend.openai.OpenAIStandIn;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * The stand-in and the services that tests share. They run until the last test has ended.
 * When the capacity is reached, the least recently used service is closed.
 */
final class SharedServices implements AutoCloseable {

	private final int capacity;

	private final OpenAIStandIn openai = new OpenAIStandIn();

	/** In order of use: the most recently used service is the last one. */
	private final Map<Settings, Backend> services = new LinkedHashMap<>(16, 0.75F, true);

	SharedServices(int capacity) {
		this.capacity = capacity;
	}

	OpenAIStandIn openai() {
		return this.openai;
	}

	Backend get(Settings settings) {
		if (settings.changeLogging()) {
			throw new IllegalArgumentException("Settings of the log require a separate service: " + settings);
		}
		Backend running = this.services.get(settings);
		return (running != null) ? running : share(settings);
	}

	private Backend share(Settings settings) {
		if (this.services.size() == this.capacity) {
			this.services.remove(this.services.keySet().iterator().next()).close();
		}
		Backend started = start(settings);
		this.services.put(settings, started);
		return started;
	}

	/**
	 * Start a service that the caller closes.
	 */
	Backend start(Settings settings) {
		if (settings.changeLogging()) {
			closeServices();
		}
		return Backend.start(settings.environment(this.openai), settings.sources());
	}

	/**
	 * Reset everything that the previous test may have changed.
	 */
	void reset() {
		this.openai.reset();
		this.services.values().forEach(Backend::reset);
		// A service that closes removes the bridge, which the others still need
		if (!this.services.isEmpty() && !SLF4JBridgeHandler.isInstalled()) {
			SLF4JBridgeHandler.install();
		}
	}

	private void closeServices() {
		this.services.values().forEach(Backend::close);
		this.services.clear();
	}

	@Override
	public void close() {
		closeServices();
		this.openai.close();
	}

}
