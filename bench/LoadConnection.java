import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One connection of {@link Load}: sends a request, and takes the answer apart as it
 * arrives. The text of an answer is compared with what the stand-in has sent.
 */
final class LoadConnection {

	private final Load load;

	private final URI target;

	private final ByteBuffer request;

	private SelectionKey key;

	private byte[] input = new byte[4096];

	private int end;

	private Part part = Part.HEAD;

	/** Bytes that are left of the body, or of the chunk. */
	private long left;

	private boolean chunked;

	private boolean closing;

	private byte[] line = new byte[1024];

	private int lineLength;

	private final StringBuilder text = new StringBuilder();

	private long due;

	private boolean first;

	private boolean leave;

	private boolean failed;

	private boolean complete;

	LoadConnection(Load load, URI target, String request) {
		this.load = load;
		this.target = target;
		this.request = ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8));
	}

	boolean hasFailed() {
		return this.failed;
	}

	/**
	 * Send a request.
	 * @param due the moment from which the answer's latency counts
	 * @param leave whether to leave in the middle of the answer
	 */
	void send(Selector selector, long due, boolean leave) {
		this.due = due;
		this.leave = leave;
		this.part = Part.HEAD;
		this.end = 0;
		this.lineLength = 0;
		this.text.setLength(0);
		this.first = false;
		this.failed = false;
		this.complete = this.load.deltas() == 0;
		this.request.rewind();
		try {
			if (this.key == null || !this.key.isValid()) {
				SocketChannel channel = SocketChannel.open();
				channel.configureBlocking(false);
				channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
				boolean connected = channel.connect(new InetSocketAddress(this.target.getHost(), this.target.getPort()));
				this.key = channel.register(selector, connected ? SelectionKey.OP_WRITE : SelectionKey.OP_CONNECT, this);
			}
			else {
				this.key.interestOps(SelectionKey.OP_WRITE);
			}
			if (this.key.interestOps() == SelectionKey.OP_WRITE) {
				write();
			}
		}
		catch (IOException ex) {
			broken("connect");
		}
	}

	void handle(ByteBuffer buffer) {
		try {
			if (this.key.isConnectable()) {
				((SocketChannel) this.key.channel()).finishConnect();
				write();
			}
			else if (this.key.isWritable()) {
				write();
			}
			else if (this.key.isReadable()) {
				read(buffer);
			}
		}
		catch (IOException ex) {
			broken(this.key.isConnectable() ? "connect" : "broken");
		}
	}

	private void write() throws IOException {
		((SocketChannel) this.key.channel()).write(this.request);
		this.key.interestOps(this.request.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
	}

	private void read(ByteBuffer buffer) throws IOException {
		buffer.clear();
		if (((SocketChannel) this.key.channel()).read(buffer) < 0) {
			throw new EOFException();
		}
		buffer.flip();
		int length = buffer.remaining();
		if (this.end + length > this.input.length) {
			this.input = Arrays.copyOf(this.input, Math.max(this.end + length, this.input.length * 2));
		}
		buffer.get(this.input, this.end, length);
		this.end += length;
		parse();
	}

	private void parse() throws IOException {
		int position = 0;
		while (position < this.end && this.part != Part.NOTHING && this.part != Part.LEFT) {
			int next = switch (this.part) {
				case HEAD -> head(position);
				case SIZE -> size(position);
				case DATA -> data(position);
				case NOTHING, LEFT -> this.end;
			};
			if (next < 0) {
				break;
			}
			position = next;
		}
		System.arraycopy(this.input, position, this.input, 0, this.end - position);
		this.end -= position;
		if (this.part == Part.NOTHING) {
			answered();
		}
	}

	private int head(int position) {
		int length = indexOfEmptyLine(position);
		if (length < 0) {
			return -1;
		}
		String head = new String(this.input, position, length + 2 - position, StandardCharsets.ISO_8859_1).toLowerCase();
		if (!head.startsWith("http/1.1 200")) {
			this.failed = true;
			this.load.figures().failed("status " + head.substring(9, 12), System.nanoTime());
		}
		this.closing = head.contains("\r\nconnection: close");
		this.chunked = head.contains("\r\ntransfer-encoding: chunked");
		int at = head.indexOf("\r\ncontent-length:");
		this.left = (at >= 0) ? Long.parseLong(head.substring(at + 17, head.indexOf('\r', at + 2)).trim()) : 0;
		this.part = this.chunked ? Part.SIZE : ((this.left > 0) ? Part.DATA : Part.NOTHING);
		return length + 4;
	}

	private int indexOfEmptyLine(int position) {
		for (int i = position; i + 3 < this.end; i++) {
			if (this.input[i] == '\r' && this.input[i + 1] == '\n' && this.input[i + 2] == '\r' && this.input[i + 3] == '\n') {
				return i;
			}
		}
		return -1;
	}

	/** The line before a chunk, which may follow the end of the chunk before it. */
	private int size(int position) {
		int from = (this.input[position] == '\r') ? position + 2 : position;
		for (int i = from; i + 1 < this.end; i++) {
			if (this.input[i] == '\r' && this.input[i + 1] == '\n') {
				this.left = Long.parseLong(new String(this.input, from, i - from, StandardCharsets.ISO_8859_1).trim(), 16);
				if (this.left > 0) {
					this.part = Part.DATA;
					return i + 2;
				}
				if (i + 3 < this.end) {
					this.part = Part.NOTHING;
					return i + 4;
				}
				return -1;
			}
		}
		return -1;
	}

	private int data(int position) {
		int length = (int) Math.min(this.left, this.end - position);
		for (int i = position; i < position + length && this.part == Part.DATA; i++) {
			byte next = this.input[i];
			if (next != '\n') {
				if (this.lineLength == this.line.length) {
					this.line = Arrays.copyOf(this.line, this.lineLength * 2);
				}
				this.line[this.lineLength++] = next;
			}
			else {
				line();
				this.lineLength = 0;
			}
		}
		this.left -= length;
		if (this.left == 0 && this.part == Part.DATA) {
			this.part = this.chunked ? Part.SIZE : Part.NOTHING;
		}
		return position + length;
	}

	private void line() {
		if (this.lineLength < 6 || this.line[0] != 'd' || this.line[4] != ':') {
			return;
		}
		long now = System.nanoTime();
		this.load.figures().event(now);
		String event = new String(this.line, 5, this.lineLength - 5, StandardCharsets.UTF_8);
		int type = event.indexOf("text_delta\"");
		type = (type < 0) ? event.indexOf("text.delta\"") : type;
		if (type >= 0) {
			delta(event, type, now);
		}
		else if (event.contains("\"thread.item.done\"") && event.contains("\"assistant_message\"")
				|| event.contains("\"response.completed\"")) {
			this.complete = event.contains(this.load.expected());
		}
		else if (event.startsWith("{\"type\":\"error\"", event.indexOf('{')) || event.contains("\"type\": \"error\"")) {
			fail("error event", now);
		}
	}

	private void delta(String event, int type, long now) {
		int at = event.indexOf("\"delta\":", type);
		if (at < 0) {
			at = event.indexOf("\"delta\":");
		}
		int begin = event.indexOf('"', at + 8) + 1;
		String pieces = event.substring(begin, event.indexOf('"', begin));
		this.text.append(pieces);
		this.load.figures().delta((int) pieces.chars().filter((character) -> character == ' ').count(), now);
		if (!this.first) {
			this.first = true;
			this.load.figures().first((now - this.due) / 1e6);
		}
		if (this.leave && this.text.length() > this.load.expected().length() / 2) {
			close();
			this.part = Part.LEFT;
			this.load.figures().left();
			this.load.ended(this);
		}
	}

	private void fail(String kind, long now) {
		if (!this.failed) {
			this.failed = true;
			this.load.figures().failed(kind, now);
		}
	}

	private void answered() {
		long now = System.nanoTime();
		if (this.closing) {
			close();
		}
		if (!this.failed) {
			if (this.load.deltas() > 0) {
				this.load.figures().check(this.text, this.load.deltas());
			}
			if (this.complete) {
				this.load.figures().answered((now - this.due) / 1e6, now);
			}
			else {
				fail("incomplete", now);
			}
		}
		this.load.ended(this);
	}

	private void broken(String kind) {
		boolean idle = this.part == Part.NOTHING;
		close();
		if (idle) {
			return;
		}
		fail(kind, System.nanoTime());
		this.load.ended(this);
	}

	void close() {
		this.part = Part.NOTHING;
		if (this.key != null) {
			this.key.cancel();
			try {
				this.key.channel().close();
			}
			catch (IOException ex) {
				// Closed is closed
			}
		}
	}

	private enum Part {

		HEAD, SIZE, DATA, NOTHING, LEFT

	}

}
