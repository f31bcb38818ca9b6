package io.github.chatkitbackend.openai;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

import com.openai.client.OpenAIClient;
import com.openai.core.http.HttpResponse;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIInvalidDataException;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.RateLimitException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads lists from OpenAI for a command that can wait. A call is repeated until OpenAI
 * answers: as long as it asks to wait, and several times after other failures.
 */
public class PatientClient {

	private static final Logger logger = LoggerFactory.getLogger(PatientClient.class);

	/** Of a call that fails for another reason than a rate limit. */
	private static final int MAX_ATTEMPTS = 6;

	private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

	private static final JsonMapper JSON = new JsonMapper();

	private final OpenAIClient client;

	private final OpenAIFailures failures;

	private final URI address;

	private final RateLimitPause pause = new RateLimitPause();

	private final Semaphore places;

	PatientClient(OpenAIClient client, OpenAIFailures failures, URI address, int concurrency) {
		this.client = client;
		this.failures = failures;
		this.address = address;
		this.places = new Semaphore(concurrency, true);
	}

	/**
	 * Read a page of a list.
	 * @param operation the operation, for errors
	 * @param call has the SDK send the request
	 * @return the page, an object whose {@code data} is an array
	 * @throws FailedCallException if OpenAI refuses the call or does not answer. The log
	 * contains OpenAI's message
	 * @throws InterruptedException if interrupted
	 */
	public JsonNode page(OpenAIOperation operation, Function<OpenAIClient, HttpResponse> call)
			throws InterruptedException {
		int failed = 0;
		while (true) {
			this.pause.await();
			try {
				JsonNode page = attempt(call);
				this.pause.succeeded();
				return page;
			}
			catch (OpenAIException ex) {
				failed++;
				if (!waitAfter(ex, failed)) {
					throw new FailedCallException(this.failures.translate(operation, ex).code(),
							this.address.toString(), this.failures.reason(ex));
				}
			}
		}
	}

	private JsonNode attempt(Function<OpenAIClient, HttpResponse> call) throws InterruptedException {
		this.places.acquire();
		try (HttpResponse response = call.apply(this.client)) {
			JsonNode page = JSON.readTree(response.body().readAllBytes());
			if (page.path("data").isArray()) {
				return page;
			}
		}
		catch (IOException ex) {
			throw new OpenAIIoException("The response could not be read", ex);
		}
		catch (JacksonException ex) {
			// Its message quotes the response, and that may be a conversation
		}
		finally {
			this.places.release();
		}
		throw new OpenAIInvalidDataException("The response is not a list");
	}

	private boolean waitAfter(OpenAIException failure, int failed) throws InterruptedException {
		Duration asked = (failure instanceof OpenAIServiceException answer)
				? RetryAfter.parse(answer.headers(), Clock.systemUTC()) : null;
		Duration wait = (asked != null) ? asked : growing(failed);
		if (failure instanceof RateLimitException) {
			return this.pause.begin(wait);
		}
		if (!isTemporary(failure) || failed == MAX_ATTEMPTS || wait.compareTo(LONGEST_PAUSE) > 0) {
			return false;
		}
		logger.info("A call to OpenAI at {} failed ({}). It is repeated in {} s", this.address.getAuthority(),
				this.failures.reason(failure), Math.ceilDiv(wait.toMillis(), 1000));
		Thread.sleep(wait);
		return true;
	}

	private static Duration growing(int failed) {
		Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failed, MAX_ATTEMPTS));
		return pause.plusMillis(ThreadLocalRandom.current().nextLong(FIRST_PAUSE.toMillis()));
	}

	private static boolean isTemporary(OpenAIException failure) {
		return failure instanceof OpenAIIoException || (failure instanceof OpenAIServiceException answer
				&& BufferedResponse.isRetryable(answer.statusCode()));
	}

}
