package io.github.chatkitbackend.chat.server;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread on which an agent works, and the resources that block it. The caller lets
 * one thread at a time use it, except for {@link #close}.
 */
class AgentThread {

	private static final Logger logger = LoggerFactory.getLogger(AgentThread.class);

	private final List<AutoCloseable> resources = new ArrayList<>();

	private java.lang.@Nullable Thread thread;

	/**
	 * The agent works on the current thread from now on.
	 */
	void begin() {
		this.thread = java.lang.Thread.currentThread();
	}

	void add(AutoCloseable resource) {
		this.resources.add(resource);
	}

	/**
	 * Interrupt the agent.
	 * @return the resources to close, which may take a moment
	 */
	List<AutoCloseable> interrupt() {
		if (this.thread != null) {
			this.thread.interrupt();
		}
		return List.copyOf(this.resources);
	}

	static void close(AutoCloseable resource) {
		try {
			resource.close();
		}
		catch (Exception ex) {
			logger.debug("A resource of a cancelled turn could not be closed", ex);
		}
	}

}
