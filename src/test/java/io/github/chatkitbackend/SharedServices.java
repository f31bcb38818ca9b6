package io.github.chatkitbackend;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.chatkitbackend.openai.OpenAIStandIn;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * The stand-in and the services that tests share. They run until the last test has ended.
 * When there would be too many services, the one that was not used for the longest time
 * makes room.
 */
final class SharedServices implements AutoCloseable {

	private final int capacity;

	private final OpenAIStandIn openai = new OpenAIStandIn();

	/** The service that was used last is at the end. */
	private final Map<Settings, Backend> services = new LinkedHashMap<>(16, 0.75F, true);

	SharedServices(int capacity) {
		this.capacity = capacity;
	}

	OpenAIStandIn openai() {
		return this.openai;
	}

	Backend get(Settings settings) {
		if (settings.changeLogging()) {
			throw new IllegalArgumentException("Settings of the log need a service of their own: " + settings);
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
