package io.github.chatkitbackend.openai;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import okio.Buffer;
import okio.BufferedSink;
import okio.Okio;
import okio.Socket;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes server-sent events to a connection, each in a chunk of its own that leaves at
 * once.
 */
class SocketWire implements Wire {

	private final Socket socket;

	private final BufferedSink sink;

	private boolean open = true;

	SocketWire(Socket socket) {
		this.socket = socket;
		this.sink = Okio.buffer(socket.getSink());
	}

	@Override
	public void send(ObjectNode event) throws IOException {
		sendRaw("event: %s\ndata: %s\n\n".formatted(event.path("type").stringValue(), event)
			.getBytes(StandardCharsets.UTF_8));
	}

	@Override
	public void sendRaw(byte[] bytes) throws IOException {
		this.sink.writeHexadecimalUnsignedLong(bytes.length).writeUtf8("\r\n").write(bytes).writeUtf8("\r\n").flush();
	}

	@Override
	public void cut() {
		this.open = false;
		this.socket.cancel();
	}

	@Override
	public void hang() throws IOException {
		this.open = false;
		if (this.socket.getSource().read(new Buffer(), 1) == -1) {
			throw new IOException("The client has left");
		}
	}

	/**
	 * End the body in good order, unless it was cut.
	 */
	void end() throws IOException {
		if (this.open) {
			this.sink.writeUtf8("0\r\n\r\n").flush();
		}
	}

}
