import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * Stands in for OpenAI under load: one event loop that answers every well-formed request
 * after the same delay, over HTTP/1.1 with keep-alive. Streams begin after it too, and then
 * have one piece of text after each interval, unless the message asks for silence.
 * {@code GET /stats} answers with the number of open streams.
 *
 * <pre>java bench/StandIn.java PORT DELAY_MS [DELTAS INTERVAL_MS]</pre>
 */
final class StandIn {

	/** In a request, asks for a stream in which nothing happens for ten minutes. */
	private static final String SILENCE = "Say nothing";

	private static final long SILENT_NANOS = 600_000_000_000L;

	private final Selector selector = Selector.open();

	private final ByteBuffer input = ByteBuffer.allocateDirect(64 * 1024);

	private final ByteBuffer output = ByteBuffer.allocateDirect(256 * 1024);

	/** Every answer is delayed alike, so that they are due in the order of their requests. */
	private final Queue<Piece> answers = new ArrayDeque<>();

	private final Queue<Piece> deltas = new PriorityQueue<>(Comparator.comparingLong(Piece::due));

	private final Answers texts;

	private final long delay;

	private final long interval;

	private int openStreams;

	private StandIn(int port, long delayMillis, int deltas, long intervalMillis) throws IOException {
		this.delay = delayMillis * 1_000_000;
		this.interval = intervalMillis * 1_000_000;
		this.texts = new Answers(deltas);
		ServerSocketChannel server = ServerSocketChannel.open();
		server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 4096);
		server.configureBlocking(false);
		server.register(this.selector, SelectionKey.OP_ACCEPT);
	}

	public static void main(String[] args) throws IOException {
		boolean streams = args.length > 2;
		new StandIn(Integer.parseInt(args[0]), Long.parseLong(args[1]), streams ? Integer.parseInt(args[2]) : 1,
				streams ? Long.parseLong(args[3]) : 0)
			.run();
	}

	private void run() throws IOException {
		while (true) {
			this.selector.select(this::handle, timeoutMillis());
			sendDue(this.answers);
			sendDue(this.deltas);
		}
	}

	private void sendDue(Queue<Piece> pieces) {
		long now = System.nanoTime();
		while (!pieces.isEmpty() && pieces.peek().due() - now <= 0) {
			send(pieces.remove());
		}
	}

	/** As long as nothing is due; 0 is for ever. */
	private long timeoutMillis() {
		long due = Long.MAX_VALUE;
		long now = System.nanoTime();
		for (Piece next : Arrays.asList(this.answers.peek(), this.deltas.peek())) {
			due = (next != null) ? Math.min(due, next.due() - now) : due;
		}
		return (due < Long.MAX_VALUE) ? Math.max(1, (due + 999_999) / 1_000_000) : 0;
	}

	private void handle(SelectionKey key) {
		try {
			if (key.isAcceptable()) {
				accept((ServerSocketChannel) key.channel());
				return;
			}
			if (key.isWritable()) {
				writeRest(key);
			}
			if (key.isReadable()) {
				read(key);
			}
		}
		catch (IOException ex) {
			close(key);
		}
	}

	private void accept(ServerSocketChannel server) throws IOException {
		for (SocketChannel client = server.accept(); client != null; client = server.accept()) {
			client.configureBlocking(false);
			client.socket().setTcpNoDelay(true);
			client.register(this.selector, SelectionKey.OP_READ, new Connection());
		}
	}

	private void read(SelectionKey key) throws IOException {
		this.input.clear();
		if (((SocketChannel) key.channel()).read(this.input) < 0) {
			close(key);
			return;
		}
		Connection connection = (Connection) key.attachment();
		byte[] bytes = Arrays.copyOf(connection.request, connection.request.length + this.input.position());
		this.input.flip().get(bytes, connection.request.length, this.input.remaining());
		String text = new String(bytes, StandardCharsets.ISO_8859_1);
		int start = 0;
		for (int end = end(text, start); end >= 0; end = end(text, start)) {
			take(key, text.substring(start, end));
			start = end;
		}
		connection.request = Arrays.copyOfRange(bytes, start, bytes.length);
	}

	/** Where a request ends, or -1 while it is not here completely. */
	private static int end(String text, int start) {
		int head = text.indexOf("\r\n\r\n", start);
		if (head < 0) {
			return -1;
		}
		int end = head + 4;
		String name = "\r\ncontent-length:";
		for (int at = start; at < head; at = text.indexOf('\r', at + 1)) {
			if (text.regionMatches(true, at, name, 0, name.length())) {
				end += Integer.parseInt(text, at + name.length() + 1, text.indexOf('\r', at + 1), 10);
				break;
			}
		}
		return (end <= text.length()) ? end : -1;
	}

	private void take(SelectionKey key, String request) {
		if (request.startsWith("GET /stats ")) {
			send(key, Answers.json("200 OK", "{\"open_streams\": " + this.openStreams + "}"));
		}
		else if (request.startsWith("POST /v1/responses ")) {
			if (request.contains("\"stream\":true")) {
				this.openStreams++;
				((Connection) key.attachment()).streaming = true;
				((Connection) key.attachment()).interval = request.contains(SILENCE) ? SILENT_NANOS : this.interval;
				answer(key, this.texts.stream().iterator());
			}
			else {
				answer(key, List.of(this.texts.response()).iterator());
			}
		}
		else if (!request.startsWith("POST /v1/chatkit/sessions ")) {
			answer(key, refusal("404 Not Found", "Invalid URL"));
		}
		else if (!request.contains("Bearer ") || !request.contains("chatkit_beta=v1")
				|| !request.contains("\"workflow\"")) {
			answer(key, refusal("400 Bad Request", "Incomplete"));
		}
		else {
			answer(key, List.of(this.texts.session()).iterator());
		}
	}

	private static Iterator<byte[]> refusal(String status, String message) {
		byte[] answer = Answers.json(status, "{\"error\": {\"message\": \"" + message + "\", \"code\": null}}");
		return List.of(answer).iterator();
	}

	private void answer(SelectionKey key, Iterator<byte[]> pieces) {
		Piece first = new Piece(key, pieces, System.nanoTime() + this.delay);
		if (this.delay == 0) {
			send(first);
		}
		else {
			this.answers.add(first);
		}
	}

	private void send(Piece piece) {
		if (!piece.key().isValid()) {
			return;
		}
		send(piece.key(), piece.pieces().next());
		long interval = ((Connection) piece.key().attachment()).interval;
		while (interval == 0 && piece.pieces().hasNext()) {
			send(piece.key(), piece.pieces().next());
		}
		if (piece.pieces().hasNext()) {
			long last = (piece.due() != 0) ? piece.due() : System.nanoTime();
			this.deltas.add(new Piece(piece.key(), piece.pieces(), last + interval));
		}
		else {
			endStream(piece.key());
		}
	}

	private void endStream(SelectionKey key) {
		Connection connection = (Connection) key.attachment();
		this.openStreams -= connection.streaming ? 1 : 0;
		connection.streaming = false;
	}

	/** What the peer does not take yet is sent when it does. */
	private void send(SelectionKey key, byte[] bytes) {
		Connection connection = (Connection) key.attachment();
		try {
			if (connection.rest != null) {
				connection.add(bytes);
				return;
			}
			this.output.clear().put(bytes).flip();
			((SocketChannel) key.channel()).write(this.output);
			if (this.output.hasRemaining()) {
				connection.add(Arrays.copyOfRange(bytes, this.output.position(), bytes.length));
				key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
			}
		}
		catch (IOException ex) {
			close(key);
		}
	}

	private static void writeRest(SelectionKey key) throws IOException {
		Connection connection = (Connection) key.attachment();
		ByteBuffer rest = connection.rest;
		((SocketChannel) key.channel()).write(rest);
		if (!rest.hasRemaining()) {
			connection.rest = null;
			key.interestOps(SelectionKey.OP_READ);
		}
	}

	private void close(SelectionKey key) {
		endStream(key);
		key.cancel();
		try {
			key.channel().close();
		}
		catch (IOException ex) {
			// Closed is closed
		}
	}

	private record Piece(SelectionKey key, Iterator<byte[]> pieces, long due) {
	}

	private static final class Connection {

		private byte[] request = {};

		private ByteBuffer rest;

		private boolean streaming;

		private long interval;

		private void add(byte[] bytes) {
			int length = (this.rest != null) ? this.rest.remaining() : 0;
			ByteBuffer longer = ByteBuffer.allocate(length + bytes.length);
			if (this.rest != null) {
				longer.put(this.rest);
			}
			this.rest = longer.put(bytes).flip();
		}

	}

}
