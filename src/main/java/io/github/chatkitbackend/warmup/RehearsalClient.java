package io.github.chatkitbackend.warmup;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

	private static final Duration TIMEOUT = Duration.ofSeconds(2);

	private static final MediaType JSON = MediaType.get("application/json");

	private static final int THREAD_ID_LENGTH = 36;

	private static final String INPUT = "\"input\": {\"content\": [{\"type\": \"input_text\", \"text\": "
			+ "\"What is there to see in Lisbon in spring, with children?\"}], \"attachments\": [], \"inference_options\": {}}";

	private final OkHttpClient http = new OkHttpClient.Builder().callTimeout(TIMEOUT).build();

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
			for (Future<?> user : users) {
				user.get();
			}
		}
		return new CallCounts(this.messages.sum(), this.lookups.sum(), this.sessions.sum());
	}

	private @Nullable Void call(String user, boolean chat, boolean createSessions) throws IOException {
		while (System.nanoTime() - this.end < 0) {
			if (chat) {
				chat(user);
			}
			if (createSessions) {
				post("/api/chatkit/session", "", user);
				this.sessions.increment();
			}
		}
		return null;
	}

	/**
	 * Widgets load the list of threads, and a thread that was chosen.
	 */
	private void chat(String user) throws IOException {
		String thread = threadId(chatkit("threads.create", INPUT, user));
		this.messages.increment();
		chatkit("threads.add_user_message", thread + ", " + INPUT, user);
		this.messages.increment();
		for (String lookup : List.of("threads.get_by_id", "items.list")) {
			chatkit(lookup, thread, user);
			this.lookups.increment();
		}
		chatkit("threads.list", "\"limit\": 10", user);
		this.lookups.increment();
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
