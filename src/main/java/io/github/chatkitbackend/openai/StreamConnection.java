package io.github.chatkitbackend.openai;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import com.openai.core.http.Headers;
import com.openai.core.http.HttpResponse;
import com.openai.errors.OpenAIInvalidDataException;
import com.openai.errors.OpenAIIoException;
import io.github.chatkitbackend.web.ServerSentEvents;
import okhttp3.Call;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One attempt at a stream: a call whose answer is read event by event.
 */
class StreamConnection implements AutoCloseable {

	/** More than any event needs, an image in it included. */
	static final int MAX_EVENT_BYTES = 16 * 1024 * 1024;

	private static final JsonMapper JSON = new JsonMapper();

	/** What servers other than OpenAI's send after the last event. */
	private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);

	private final ConnectionLanes.Place place;

	private final Supplier<HttpResponse> request;

	private final Duration maxSilence;

	private final Duration limit;

	private volatile boolean cancelled;

	private volatile @Nullable Call call;

	private @Nullable Response response;

	private @Nullable ServerSentEvents events;

	private @Nullable Silence silence;

	/**
	 * Prepare an attempt.
	 * @param place the place of its call, which goes back when this connection closes
	 * @param request has the SDK send the request
	 * @param maxSilence maximum time without a byte
	 * @param limit maximum time for everything
	 */
	StreamConnection(ConnectionLanes.Place place, Supplier<HttpResponse> request, Duration maxSilence, Duration limit) {
		this.place = place;
		this.request = request;
		this.maxSilence = maxSilence;
		this.limit = limit;
	}

	/**
	 * Have the SDK send the request.
	 */
	void open() {
		StreamingHttpClient.send(this, this.request);
		String type = headers().values("content-type").stream().findFirst().orElse("nothing");
		if (!type.startsWith("text/event-stream")) {
			throw new OpenAIInvalidDataException("The answer is %s instead of events".formatted(type));
		}
	}

	/**
	 * Called by the SDK. Send the request and wait until OpenAI begins to answer.
	 */
	HttpResponse send(Request request) {
		Call newCall = this.place.newCall(request);
		newCall.timeout().timeout(this.limit.toNanos(), TimeUnit.NANOSECONDS);
		this.call = newCall;
		if (this.cancelled) {
			newCall.cancel();
		}
		Silence limited = new Silence(newCall, this.maxSilence);
		this.silence = limited;
		try {
			return limited.limit((call) -> answer(call.execute(), limited));
		}
		catch (IOException ex) {
			throw new OpenAIIoException("The call to OpenAI failed", ex);
		}
	}

	private HttpResponse answer(Response answer, Silence limited) throws IOException {
		this.response = answer;
		if (!answer.isSuccessful()) {
			return BufferedResponse.read(answer);
		}
		this.events = new ServerSentEvents(limited.body(answer), MAX_EVENT_BYTES);
		// The SDK looks at the status and leaves the body to us
		return new BufferedResponse(answer.code(), BufferedResponse.headers(answer), new byte[0]);
	}

	/**
	 * Wait for the next event.
	 */
	JsonNode next() {
		try {
			JsonNode event = JSON.readTree(data());
			if (event.isObject()) {
				ErrorEventException.throwIfError(event, this::headers);
				return event;
			}
		}
		catch (ServerSentEvents.EventTooLongException ex) {
			throw new OpenAIInvalidDataException("The answer is no stream of events", ex);
		}
		catch (IOException ex) {
			throw new OpenAIIoException("The stream broke", ex);
		}
		catch (JacksonException ex) {
			// Its message quotes the event, and that may be a conversation
		}
		throw new OpenAIInvalidDataException("An event is not a JSON object");
	}

	private byte[] data() throws IOException {
		byte[] data = Objects.requireNonNull(this.events).next();
		if (data == null || Arrays.equals(data, DONE)) {
			throw new EOFException("The stream ended before the answer did");
		}
		return data;
	}

	/**
	 * End the call at once, from any thread.
	 */
	void cancel() {
		this.cancelled = true;
		Call running = this.call;
		if (running != null) {
			running.cancel();
		}
	}

	@Nullable String requestId() {
		return headers().values("x-request-id").stream().findFirst().orElse(null);
	}

	private Headers headers() {
		return (this.response != null) ? BufferedResponse.headers(this.response) : Headers.builder().build();
	}

	/**
	 * Give everything back. Only for the thread that reads.
	 */
	@Override
	public void close() {
		if (this.silence != null) {
			this.silence.close();
		}
		if (this.response != null) {
			this.response.close();
		}
		this.place.close();
	}

}
