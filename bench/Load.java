import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Sends requests from one event loop, reads every event of their answers, and prints what
 * it saw as one line of JSON. {@link LoadOptions} are its arguments. Latency counts from
 * the moment at which a request was due.
 *
 * <pre>java bench/Load.java URL[,URL] [NAME=VALUE ...]</pre>
 */
final class Load {

	/** What streams may take longer than expected. */
	private static final long PATIENCE = 20_000_000_000L;

	/** Before a connection that has failed is used again, as a browser would wait. */
	private static final long PAUSE = 100_000_000;

	private final LoadOptions options;

	private final Selector selector = Selector.open();

	private final ByteBuffer buffer = ByteBuffer.allocateDirect(256 * 1024);

	private final List<LoadConnection> connections = new ArrayList<>();

	private final Deque<LoadConnection> idle = new ArrayDeque<>();

	private final PriorityQueue<Start> starts = new PriorityQueue<>(Comparator.comparingLong(Start::due));

	private final String expected;

	private final int deltas;

	private final long begin = System.nanoTime();

	private final long end;

	private final LoadFigures figures;

	private int underWay;

	private int sent;

	private int streams;

	private Load(LoadOptions options, int seconds) throws IOException {
		this.options = options;
		this.deltas = options.deltas();
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < this.deltas; i++) {
			text.append(i).append(' ');
		}
		this.expected = text.toString();
		this.end = this.begin + seconds * 1_000_000_000L;
		this.figures = new LoadFigures(this.begin, seconds);
	}

	public static void main(String[] args) throws IOException {
		LoadOptions options = LoadOptions.parse(args);
		if (options.warmUp() != null) {
			new Load(options.forWarmUp(), 4).run();
			System.out.println("READY");
		}
		if (options.seconds() > 0) {
			run(options, options.seconds());
			return;
		}
		BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
		for (String seconds = lines.readLine(); seconds != null; seconds = lines.readLine()) {
			run(options, Integer.parseInt(seconds));
		}
	}

	private static void run(LoadOptions options, int seconds) throws IOException {
		System.out.println("JSON " + new Load(options, seconds).run().json());
	}

	LoadFigures figures() {
		return this.figures;
	}

	int deltas() {
		return this.deltas;
	}

	/** The whole text of an answer. */
	String expected() {
		return this.expected;
	}

	private LoadFigures run() throws IOException {
		if (this.options.rate() == 0) {
			long spread = this.options.together() ? 0 : Math.max(this.options.idealMillis(), 100) * 1_000_000;
			for (int i = 0; i < this.options.connections(); i++) {
				this.starts.add(new Start(open(), this.begin + spread * i / this.options.connections()));
			}
		}
		while (isRunning()) {
			startDue();
			this.selector.select((key) -> ((LoadConnection) key.attachment()).handle(this.buffer), timeoutMillis());
		}
		for (int i = 0; i < this.underWay; i++) {
			this.figures.failed("unanswered", System.nanoTime());
		}
		this.connections.forEach(LoadConnection::close);
		this.selector.close();
		return this.figures;
	}

	private boolean isRunning() {
		long now = System.nanoTime();
		return now < this.end || (this.underWay > 0 && now < this.end + PATIENCE + this.options.idealMillis() * 1_000_000);
	}

	private void startDue() {
		long now = System.nanoTime();
		if (now >= this.end) {
			return;
		}
		while (!this.starts.isEmpty() && this.starts.peek().due() <= now) {
			Start start = this.starts.remove();
			start(start.connection(), start.due());
		}
		for (long due = nextAtRate(); due <= now; due = nextAtRate()) {
			this.sent++;
			LoadConnection connection = this.idle.pollLast();
			start((connection != null) ? connection : open(), due);
		}
	}

	/** When the next request of a constant rate is due. */
	private long nextAtRate() {
		int rate = this.options.rate();
		return (rate > 0) ? this.begin + this.sent * 1_000_000_000L / rate : Long.MAX_VALUE;
	}

	private void start(LoadConnection connection, long due) {
		int one = this.options.leaveOneOf();
		this.underWay++;
		this.streams++;
		connection.send(this.selector, due, one > 0 && this.streams % one == 0);
	}

	private LoadConnection open() {
		int number = this.connections.size();
		URI target = this.options.targets()[number % this.options.targets().length];
		LoadConnection connection = new LoadConnection(this, target, this.options.request(target, number));
		this.connections.add(connection);
		return connection;
	}

	void ended(LoadConnection connection) {
		this.underWay--;
		if (this.options.rate() > 0) {
			this.idle.add(connection);
			return;
		}
		this.starts.add(new Start(connection, System.nanoTime() + (connection.hasFailed() ? PAUSE : 0)));
	}

	private long timeoutMillis() {
		long due = this.starts.isEmpty() ? Long.MAX_VALUE : this.starts.peek().due();
		due = Math.min(Math.min(due, nextAtRate()), System.nanoTime() + 100_000_000);
		return Math.max(1, (due - System.nanoTime() + 500_000) / 1_000_000);
	}

	private record Start(LoadConnection connection, long due) {
	}

}
