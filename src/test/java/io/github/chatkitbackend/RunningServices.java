package io.github.chatkitbackend;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.chatkitbackend.openai.OpenAIStandIn;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * A stand-in for OpenAI and the services that call it, by their settings. When there
 * would be too many services, the one that was not used for the longest time makes room.
 */
final class RunningServices implements AutoCloseable {

	private final int capacity;

	private final OpenAIStandIn openai = new OpenAIStandIn();

	/** The service that was used last is at the end. */
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
	 * Make the previous test irrelevant.
	 */
	void reset() {
		this.openai.reset();
		this.services.values().forEach(Backend::reset);
		// Each service that closes removes the bridge, which the others still need
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
