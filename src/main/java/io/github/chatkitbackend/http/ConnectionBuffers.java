package io.github.chatkitbackend.http;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Buffers of the size of our messages. Every connection holds them while OpenAI thinks,
 * so with a thousand of them Tomcat's 8 KiB each count.
 */
@Component
class ConnectionBuffers implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

	private static final String BYTES = "2048";

	@Override
	public void customize(TomcatServletWebServerFactory factory) {
		factory.addConnectorCustomizers((connector) -> {
			connector.setProperty("socket.appReadBufSize", BYTES);
			connector.setProperty("socket.appWriteBufSize", BYTES);
		});
	}

}
