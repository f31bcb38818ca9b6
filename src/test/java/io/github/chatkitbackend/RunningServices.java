package io.github.chatkitbackend;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.chatkitbackend.openai.OpenAIStandIn;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * A stand-in for OpenAI and the services that call it, by their settings. When the
 * capacity is reached, the least recently used service is closed.
 */
final class RunningServices implements AutoCloseable {

	private final int capacity;

	private final OpenAIStandIn openai = new OpenAIStandIn();

	/** In order of use: the most recently used service is the last one. */
	private final Map<Settings, Backend> services = new LinkedHashMap<>(16, 0.75F, true);

	RunningServices(int capacity) {
		this.capacity = capacity;
	}

	OpenAIStandIn openai() {
		return this.openai;
	}

	/**
	 * The service with these settings, which is started if it is not running.
	 */
	Backend get(Settings settings) {
		Backend running = this.services.get(settings);
		if (running != null) {
			return running;
		}
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

	void closeServices() {
		this.services.values().forEach(Backend::close);
		this.services.clear();
	}

	@Override
	public void close() {
		closeServices();
		this.openai.close();
	}

}
