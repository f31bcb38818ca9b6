package io.github.chatkitbackend.web;

import java.io.IOException;
import java.time.Duration;

import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;

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

	/** A session with its headers is shorter. Longer responses are sent in parts. */
	private static final int BYTES = 2048;

	/**
	 * What a response collects before the connection gets it, in bytes and, separately,
	 * in characters.
	 */
	private static final int RESPONSE_BYTES = 1024;

	/**
	 * Behind a chunked body. No client of ours sends any, and Tomcat reserves them all.
	 */
	private static final int TRAILER_BYTES = 256;

	@Override
	public void customize(TomcatServletWebServerFactory factory) {
		factory.setProtocol(Protocol.class.getName());
		factory.addConnectorCustomizers((connector) -> {
			connector.setProperty("socket.appReadBufSize", String.valueOf(BYTES));
			connector.setProperty("socket.appWriteBufSize", String.valueOf(BYTES));
			connector.setProperty("maxTrailerSize", String.valueOf(TRAILER_BYTES));
		});
	}

	/**
	 * Sets what there is no setting for: the size of the response buffers, one for bytes
	 * and one for characters, and the time that a client may take to accept something. By
	 * default, Tomcat waits as long as for a byte of a request, which is short for the
	 * reader of a stream in a bad network. Tomcat finds this class by its name.
	 */
	public static final class Protocol extends Http11NioProtocol {

		private volatile long writeTimeout = Duration.ofSeconds(30).toMillis();

		@Override
		public int getDesiredBufferSize() {
			return RESPONSE_BYTES;
		}

		/**
		 * The time without progress after which a client that does not read is dropped.
		 * @return the time in milliseconds
		 */
		public long getWriteTimeout() {
			return this.writeTimeout;
		}

		/**
		 * Set the time. It applies to the next request of each connection.
		 * @param writeTimeout the time in milliseconds
		 */
		public void setWriteTimeout(long writeTimeout) {
			this.writeTimeout = writeTimeout;
		}

		@Override
		protected Processor createProcessor() {
			return new Http11Processor(this, getAdapter()) {

				@Override
				public SocketState service(SocketWrapperBase<?> socket) throws IOException {
					socket.setWriteTimeout(getWriteTimeout());
					return super.service(socket);
				}

			};
		}

	}

}
