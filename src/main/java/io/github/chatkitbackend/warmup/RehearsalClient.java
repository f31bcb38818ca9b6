package io.github.chatkitbackend.warmup;

import java.io.IOException;
import java.net.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Calls the service of a rehearsal as several users at a time would, until its time is
 * over.
 */
final class RehearsalClient implements AutoCloseable {

	private static final int USERS = 8;

	/** One of so many rounds looks up threads. */
	private static final int LOOKUP_ROUNDS = 4;

	/** Time after the end in which calls in progress may complete. */
	private static final Duration GRACE = Duration.ofMillis(500);

	private static final MediaType JSON = MediaType.get("application/json");

	private static final int THREAD_ID_LENGTH = 36;

	private static final String INPUT = "\"input\": {\"content\": [{\"type\": \"input_text\", \"text\": "
			+ "\"What is there to see in Lisbon in spring, with children?\"}], \"attachments\": [], \"inference_options\": {}}";

	private final OkHttpClient http = new OkHttpClient.Builder().proxy(Proxy.NO_PROXY).build();

	private final LongAdder messages = new LongAdder();

	private final LongAdder lookups = new LongAdder();

	private final LongAdder sessions = new LongAdder();

	private final String url;

	private final String token;

	private final long end;

	RehearsalClient(int port, String token, long end) {
		this.url = "http://127.0.0.1:" + port;
		this.token = token;
		this.end = end;
	}

	CallCounts call(boolean chat, boolean createSessions) throws ExecutionException, InterruptedException {
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<?>> users = new ArrayList<>();
			for (int i = 0; i < USERS; i++) {
				String user = "user-" + i;
				users.add(threads.submit(() -> call(user, chat, createSessions)));
			}
			threads.shutdown();
			if (!threads.awaitTermination(GRACE.toNanos() + remaining(), TimeUnit.NANOSECONDS)) {
				this.http.dispatcher().cancelAll();
			}
			for (Future<?> user : users) {
				user.get();
			}
		}
		return new CallCounts(this.messages.sum(), this.lookups.sum(), this.sessions.sum());
	}

	/**
	 * Calls that fail after the end were cancelled.
	 */
	private @Nullable Void call(String user, boolean chat, boolean createSessions) throws IOException {
		try {
			for (int round = 0; remaining() > 0; round++) {
				call(user, chat, createSessions, round);
			}
		}
		catch (IOException ex) {
			if (remaining() > 0) {
				throw ex;
			}
		}
		return null;
	}

	private long remaining() {
		return this.end - System.nanoTime();
	}

	private void call(String user, boolean chat, boolean createSession, int round) throws IOException {
		if (chat) {
			chat(user, round % LOOKUP_ROUNDS == 0);
		}
		if (createSession) {
			post("/api/chatkit/session", "", user);
			this.sessions.increment();
		}
	}

	/**
	 * Widgets also load the list of threads, and a thread that was chosen.
	 */
	private void chat(String user, boolean lookUp) throws IOException {
		String thread = threadId(chatkit("threads.create", INPUT, user));
		chatkit("threads.add_user_message", thread + ", " + INPUT, user);
		this.messages.add(2);
		if (lookUp) {
			chatkit("threads.list", "\"limit\": 10", user);
			chatkit("threads.get_by_id", thread, user);
			chatkit("items.list", thread, user);
			this.lookups.add(3);
		}
	}

	private static String threadId(String events) {
		int start = events.indexOf("thr_");
		Assert.state(start >= 0, () -> "There is no thread in " + events);
		return "\"thread_id\": \"" + events.substring(start, start + THREAD_ID_LENGTH) + '"';
	}

	private String chatkit(String type, String params, String user) throws IOException {
		return post("/chatkit", "{\"type\": \"%s\", \"params\": {%s}}".formatted(type, params), user);
	}

	private String post(String path, String body, String user) throws IOException {
		Request request = new Request.Builder().url(this.url + path)
			.header("Authorization", "Bearer " + this.token)
			.header("ChatKit-User", user)
			.post(RequestBody.create(body, JSON))
			.build();
		try (Response response = this.http.newCall(request).execute()) {
			String answer = response.body().string();
			Assert.state(response.isSuccessful(), () -> path + " answered " + response.code() + " " + answer);
			return answer;
		}
	}

	@Override
	public void close() {
		this.http.connectionPool().evictAll();
	}

}
