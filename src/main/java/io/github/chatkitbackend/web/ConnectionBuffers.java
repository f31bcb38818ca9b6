package io.github.chatkitbackend.web;

import org.apache.coyote.http11.Http11NioProtocol;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Reduces Tomcat's buffers to the size of this service's messages. Every request holds
 * its buffers while it waits for OpenAI, so with a thousand requests Tomcat's default of
 * 8 KiB each is significant.
 */
@Component
class ConnectionBuffers implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

	/** A session is about 500 bytes. Longer responses are sent in parts. */
	private static final int BYTES = 2048;

	@Override
	public void customize(TomcatServletWebServerFactory factory) {
		factory.setProtocol(Protocol.class.getName());
		factory.addConnectorCustomizers((connector) -> {
			connector.setProperty("socket.appReadBufSize", String.valueOf(BYTES));
			connector.setProperty("socket.appWriteBufSize", String.valueOf(BYTES));
		});
	}

	/**
	 * Sets the size of the response buffers, one for bytes and one for characters, for
	 * which there is no setting. Tomcat finds this class by its name.
	 */
	public static final class Protocol extends Http11NioProtocol {

		@Override
		public int getDesiredBufferSize() {
			return BYTES;
		}

	}

}
