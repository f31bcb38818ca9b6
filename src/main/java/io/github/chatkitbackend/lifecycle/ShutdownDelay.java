package io.github.chatkitbackend.lifecycle;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The first thing to stop, which takes its time: Spring Boot has set the readiness to
 * down by then, and the web server still answers.
 */
@Component
class ShutdownDelay implements SmartLifecycle {

	private final ShutdownProperties properties;

	private volatile boolean running;

	ShutdownDelay(ShutdownProperties properties) {
		this.properties = properties;
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		try {
			Thread.sleep(this.properties.delay());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return Integer.MAX_VALUE;
	}

}
