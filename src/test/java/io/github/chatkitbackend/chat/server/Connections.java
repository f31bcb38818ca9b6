package io.github.chatkitbackend.chat.server;

import java.time.Duration;

import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;

import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.ApplicationListener;

/**
 * The connections of a service as its web server sees them. It gives up on slow readers
 * sooner than usual, so that tests need not wait for it.
 */
class Connections implements ApplicationListener<ServletWebServerInitializedEvent> {

	private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(2);

	private static final Duration READ_TIMEOUT = Duration.ofMinutes(1);

	private Connector connector;

	private Duration usualWriteTimeout;

	@Override
	public void onApplicationEvent(ServletWebServerInitializedEvent event) {
		this.connector = ((TomcatWebServer) event.getWebServer()).getTomcat().getConnector();
		this.usualWriteTimeout = Duration.ofMillis((Long) this.connector.getProperty("writeTimeout"));
		this.connector.setProperty("connectionTimeout", String.valueOf(READ_TIMEOUT.toMillis()));
		this.connector.setProperty("writeTimeout", String.valueOf(WRITE_TIMEOUT.toMillis()));
	}

	Duration usualWriteTimeout() {
		return this.usualWriteTimeout;
	}

	long count() {
		return ((AbstractProtocol<?>) this.connector.getProtocolHandler()).getConnectionCount();
	}

}
