package io.github.chatkitbackend.web;

import org.apache.coyote.http11.Http11NioProtocol;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Buffers of the size of our messages. Every request holds them while OpenAI thinks, so
 * with a thousand of them Tomcat's 8 KiB each count.
 */
@Component
class ConnectionBuffers implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

	/** An answer with a session is about 500 bytes; longer ones are sent in parts. */
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
	 * Asks for answers' buffers of the same size: one for bytes and one for characters,
	 * which have no setting. Tomcat looks it up by name.
	 */
	public static final class Protocol extends Http11NioProtocol {

		@Override
		public int getDesiredBufferSize() {
			return BYTES;
		}

	}

}
