import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Shows what an outage of OpenAI is like for 200 browsers: {@code java bench/Outage.java
 * target/chatkit-backend-*-exec.jar}. An upstream hangs for 25 seconds and recovers; the program
 * prints the median answer before and after the circuit breaker opened, and how soon after
 * the recovery the first session came. It ends by itself within two minutes.
 */
public class Outage {

	private static final int CLIENTS = 200;

	private static final Duration OUTAGE = Duration.ofSeconds(25);

	private static final String SESSION = """
			{"id": "cksess_1", "object": "chatkit.session", "client_secret": "ek_1", "expires_at": %d, "status": "active"}""";

	private final CountDownLatch recovered = new CountDownLatch(1);

	private final Queue<Sample> samples = new ConcurrentLinkedQueue<>();

	private final HttpClient client = HttpClient.newHttpClient();

	record Sample(long atMillis, long tookMillis, int status) {
	}

	public static void main(String[] args) throws Exception {
		new Outage().run(args[0]);
	}

	private void run(String jar) throws Exception {
		HttpServer upstream = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
		upstream.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
		upstream.createContext("/", this::answer);
		upstream.start();
		ProcessBuilder builder = new ProcessBuilder(ProcessHandle.current().info().command().orElse("java"), "-jar", jar)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD);
		builder.environment()
			.putAll(Map.of("PORT", "18488", "OPENAI_API_KEY", "sk-outage", "CHATKIT_WORKFLOW_ID", "wf_outage",
					"OPENAI_BASE_URL", "http://127.0.0.1:" + upstream.getAddress().getPort() + "/v1",
					"CHATKIT_RATE_LIMIT_PER_MINUTE", "0"));
		Process service = builder.start();
		try {
			awaitHealth();
			outage();
		}
		finally {
			service.destroy();
			upstream.stop(0);
		}
		System.exit(0);
	}

	private void answer(HttpExchange exchange) throws IOException {
		try (exchange) {
			this.recovered.await();
			byte[] body = SESSION.formatted(System.currentTimeMillis() / 1000 + 600).getBytes();
			exchange.getResponseHeaders().set("Content-Type", "application/json");
			exchange.sendResponseHeaders(200, body.length);
			exchange.getResponseBody().write(body);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void awaitHealth() throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:18488/health")).build();
		for (int i = 0; i < 600; i++) {
			try {
				this.client.send(request, BodyHandlers.discarding());
				return;
			}
			catch (IOException ex) {
				Thread.sleep(100);
			}
		}
		throw new IllegalStateException("The service did not start");
	}

	private void outage() throws Exception {
		long start = System.nanoTime();
		long end = start + OUTAGE.plusSeconds(15).toNanos();
		try (ExecutorService browsers = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int i = 0; i < CLIENTS; i++) {
				browsers.submit(() -> browse(start, end));
			}
			Thread.sleep(OUTAGE);
			this.recovered.countDown();
		}
		report();
	}

	private Void browse(long start, long end) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:18488/api/chatkit/session"))
			.timeout(Duration.ofSeconds(30))
			.POST(BodyPublishers.noBody())
			.build();
		while (System.nanoTime() < end) {
			long before = System.nanoTime();
			HttpResponse<Void> response = this.client.send(request, BodyHandlers.discarding());
			long after = System.nanoTime();
			this.samples.add(new Sample((after - start) / 1_000_000, (after - before) / 1_000_000, response.statusCode()));
			// A browser that was refused waits before it asks again
			Thread.sleep(500);
		}
		return null;
	}

	private void report() {
		long opened = this.samples.stream().filter((s) -> s.status() == 503).mapToLong(Sample::atMillis).min().orElseThrow();
		long first = this.samples.stream().filter((s) -> s.status() == 200).mapToLong(Sample::atMillis).min().orElseThrow();
		System.out.printf("clients                                  %d%n", CLIENTS);
		System.out.printf("breaker opened after                     %d ms%n", opened);
		System.out.printf("median answer before it opened           %d ms%n", median(0, opened));
		System.out.printf("median answer while it was open          %d ms%n", median(opened + 1, OUTAGE.toMillis()));
		System.out.printf("first session after OpenAI's recovery    %d ms%n", first - OUTAGE.toMillis());
	}

	private long median(long from, long to) {
		List<Long> took = this.samples.stream()
			.filter((s) -> s.atMillis() >= from && s.atMillis() <= to)
			.map(Sample::tookMillis)
			.sorted()
			.toList();
		return took.get(took.size() / 2);
	}

}
