import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks for sessions at a constant rate, whether earlier ones have been answered or not,
 * and prints what it saw as one line of JSON. Latency counts from the moment at which a
 * request was due.
 *
 * <pre>java bench/PacedClient.java URL REQUESTS_PER_SECOND SECONDS</pre>
 */
final class PacedClient {

	private PacedClient() {
	}

	public static void main(String[] args) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create(args[0]))
			.header("Content-Type", "application/json")
			.timeout(java.time.Duration.ofSeconds(15))
			.POST(HttpRequest.BodyPublishers.ofString("{\"user\": \"visitor\"}"))
			.build();
		int rate = Integer.parseInt(args[1]);
		int requests = rate * Integer.parseInt(args[2]);
		float[] millis = new float[requests];
		AtomicInteger answered = new AtomicInteger();
		AtomicInteger failed = new AtomicInteger();
		HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
		long start = System.nanoTime();
		for (int i = 0; i < requests; i++) {
			long due = start + (i * 1_000_000_000L) / rate;
			for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
				LockSupport.parkNanos(wait);
			}
			client.sendAsync(request, BodyHandlers.discarding()).whenComplete((response, failure) -> {
				if (failure != null || response.statusCode() != 200) {
					failed.incrementAndGet();
				}
				millis[answered.getAndIncrement()] = (System.nanoTime() - due) / 1e6f;
			});
		}
		for (int tenths = 0; answered.get() < requests && tenths < 200; tenths++) {
			TimeUnit.MILLISECONDS.sleep(100);
		}
		int count = answered.get();
		Arrays.sort(millis, 0, count);
		System.out.printf(Locale.ROOT,
				"JSON {\"requests\": %d, \"errors\": %d, \"p50_ms\": %.2f, \"p99_ms\": %.2f, \"max_ms\": %.2f}%n",
				requests, failed.get() + requests - count, millis[count / 2], millis[(int) (count * 0.99)],
				millis[count - 1]);
		System.exit(0);
	}

}
