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
import java.util.Queue;

/**
 * Stands in for OpenAI's sessions endpoint under load: one event loop that answers every
 * well-formed request after the same delay, over HTTP/1.1 with keep-alive. The Responses
 * API answers with the same short message every time, so that chat can be tried.
 *
 * <pre>java bench/StandIn.java PORT DELAY_MS</pre>
 */
final class StandIn {

	private static final String SESSION = """
			{
			  "id": "cksess_%1$048x",
			  "object": "chatkit.session",
			  "expires_at": %2$d,
			  "client_secret": "ek_%1$064x",
			  "workflow": {
			    "id": "wf_stand_in",
			    "version": null,
			    "state_variables": null,
			    "tracing": {
			      "enabled": true
			    }
			  },
			  "user": "visitor",
			  "rate_limits": {
			    "max_requests_per_1_minute": 10
			  },
			  "max_requests_per_1_minute": 10,
			  "status": "active",
			  "chatkit_configuration": {
			    "automatic_thread_titling": {
			      "enabled": true
			    },
			    "file_upload": {
			      "enabled": false,
			      "max_file_size": 512,
			      "max_files": 10
			    },
			    "history": {
			      "enabled": true,
			      "recent_threads": null
			    }
			  }
			}""";

	private static final String MESSAGE = """
			{"type":"message","id":"msg_1","status":"completed","role":"assistant",\
			"content":[{"type":"output_text","text":"Hello","annotations":[]}]}""";

	private static final String RESPONSE = """
			{"id":"resp_1","object":"response","status":"completed","model":"stand-in","output":[%s],\
			"usage":{"input_tokens":1,"input_tokens_details":{"cached_tokens":0},"output_tokens":1,\
			"output_tokens_details":{"reasoning_tokens":0},"total_tokens":2}}""".formatted(MESSAGE);

	private static final String EVENTS = """
			data: {"type":"response.created","sequence_number":0,"response":{"id":"resp_1","status":"in_progress"}}

			data: {"type":"response.output_item.added","sequence_number":1,"output_index":0,\
			"item":{"type":"message","id":"msg_1","status":"in_progress","role":"assistant","content":[]}}

			data: {"type":"response.content_part.added","sequence_number":2,"item_id":"msg_1","output_index":0,\
			"content_index":0,"part":{"type":"output_text","text":"","annotations":[]}}

			data: {"type":"response.output_text.delta","sequence_number":3,"item_id":"msg_1","output_index":0,\
			"content_index":0,"delta":"Hello"}

			data: {"type":"response.output_text.done","sequence_number":4,"item_id":"msg_1","output_index":0,\
			"content_index":0,"text":"Hello"}

			data: {"type":"response.output_item.done","sequence_number":5,"output_index":0,"item":%s}

			data: {"type":"response.completed","sequence_number":6,"response":%s}

			""".formatted(MESSAGE, RESPONSE);

	private final Selector selector = Selector.open();

	private final ByteBuffer input = ByteBuffer.allocateDirect(64 * 1024);

	private final ByteBuffer output = ByteBuffer.allocateDirect(4 * 1024);

	/** Every answer is delayed alike, so that they are due in the order of their requests. */
	private final Queue<Answer> answers = new ArrayDeque<>();

	private final long delay;

	private final byte[] template;

	private final int[] numberEnds;

	private long number;

	private StandIn(int port, long delayMillis) throws IOException {
		this.delay = delayMillis * 1_000_000;
		String session = SESSION.formatted(0, System.currentTimeMillis() / 1000 + 600);
		this.template = answer("200 OK", session);
		String text = new String(this.template, StandardCharsets.ISO_8859_1);
		this.numberEnds = new int[] { text.indexOf("req_") + 36, text.indexOf("cksess_") + 55, text.indexOf("ek_") + 67 };
		ServerSocketChannel server = ServerSocketChannel.open();
		server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 4096);
		server.configureBlocking(false);
		server.register(this.selector, SelectionKey.OP_ACCEPT);
	}

	public static void main(String[] args) throws IOException {
		new StandIn(Integer.parseInt(args[0]), Long.parseLong(args[1])).run();
	}

	private void run() throws IOException {
		while (true) {
			this.selector.select(this::handle, timeoutMillis());
			long now = System.nanoTime();
			while (!this.answers.isEmpty() && this.answers.peek().due() - now <= 0) {
				send(this.answers.remove());
			}
		}
	}

	/** As long as nothing is due; 0 is for ever. */
	private long timeoutMillis() {
		Answer next = this.answers.peek();
		return (next != null) ? Math.max(1, (next.due() - System.nanoTime() + 999_999) / 1_000_000) : 0;
	}

	private void handle(SelectionKey key) {
		try {
			if (key.isAcceptable()) {
				accept((ServerSocketChannel) key.channel());
			}
			else {
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
			client.register(this.selector, SelectionKey.OP_READ);
		}
	}

	private void read(SelectionKey key) throws IOException {
		this.input.clear();
		if (((SocketChannel) key.channel()).read(this.input) < 0) {
			close(key);
			return;
		}
		byte[] earlier = (key.attachment() != null) ? (byte[]) key.attachment() : new byte[0];
		byte[] bytes = Arrays.copyOf(earlier, earlier.length + this.input.position());
		this.input.flip().get(bytes, earlier.length, this.input.remaining());
		String text = new String(bytes, StandardCharsets.ISO_8859_1);
		int start = 0;
		for (int end = end(text, start); end >= 0; end = end(text, start)) {
			take(key, text.substring(start, end));
			start = end;
		}
		key.attach((start < bytes.length) ? Arrays.copyOfRange(bytes, start, bytes.length) : null);
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
		byte[] answer;
		if (request.startsWith("POST /v1/responses ")) {
			answer = request.contains("\"stream\":true") ? answer("200 OK", "text/event-stream", EVENTS)
					: answer("200 OK", RESPONSE);
		}
		else if (!request.startsWith("POST /v1/chatkit/sessions ")) {
			answer = answer("404 Not Found", "{\"error\": {\"message\": \"Invalid URL\", \"code\": null}}");
		}
		else if (!request.contains("Bearer ") || !request.contains("chatkit_beta=v1")
				|| !request.contains("\"workflow\"")) {
			answer = answer("400 Bad Request", "{\"error\": {\"message\": \"Incomplete\", \"code\": null}}");
		}
		else {
			answer = session();
		}
		if (this.delay == 0) {
			send(new Answer(key, answer, 0));
		}
		else {
			this.answers.add(new Answer(key, answer, System.nanoTime() + this.delay));
		}
	}

	/** Numbered, so that no two sessions are the same. */
	private byte[] session() {
		byte[] answer = this.template.clone();
		byte[] hex = Long.toHexString(++this.number).getBytes(StandardCharsets.ISO_8859_1);
		for (int end : this.numberEnds) {
			System.arraycopy(hex, 0, answer, end - hex.length, hex.length);
		}
		return answer;
	}

	private static byte[] answer(String status, String body) {
		return answer(status, "application/json", body);
	}

	private static byte[] answer(String status, String type, String body) {
		return """
				HTTP/1.1 %s\r
				content-type: %s\r
				content-length: %d\r
				x-request-id: req_%032x\r
				openai-version: 2020-10-01\r
				openai-processing-ms: 42\r
				strict-transport-security: max-age=31536000; includeSubDomains; preload\r
				\r
				%s""".formatted(status, type, body.length(), 0, body).getBytes(StandardCharsets.ISO_8859_1);
	}

	private void send(Answer answer) {
		try {
			this.output.clear().put(answer.bytes()).flip();
			SocketChannel client = (SocketChannel) answer.key().channel();
			while (this.output.hasRemaining()) {
				client.write(this.output);
			}
		}
		catch (IOException ex) {
			close(answer.key());
		}
	}

	private static void close(SelectionKey key) {
		key.cancel();
		try {
			key.channel().close();
		}
		catch (IOException ex) {
			// Closed is closed
		}
	}

	private record Answer(SelectionKey key, byte[] bytes, long due) {
	}

}
