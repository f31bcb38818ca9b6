package io.github.chatkitbackend.chat.responses;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.openai.core.http.HttpResponseFor;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import io.github.chatkitbackend.chat.agent.Turn;
import io.github.chatkitbackend.chat.protocol.UserMessage;
import io.github.chatkitbackend.openai.OpenAIGateway;
import io.github.chatkitbackend.openai.OpenAIOperation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Has the model find titles for threads, beside its answers. If that fails, the thread
 * stays without a title until its next message.
 */
class ThreadTitles {

	private static final Logger logger = LoggerFactory.getLogger(ThreadTitles.class);

	private static final OpenAIOperation OPERATION = new OpenAIOperation("title_thread");

	/** How long a turn waits for its title after the answer is complete. */
	private static final Duration PATIENCE = Duration.ofSeconds(1);

	private final OpenAIGateway openai;

	private final ModelRequests requests;

	private final boolean enabled;

	ThreadTitles(OpenAIGateway openai, ModelRequests requests, boolean enabled) {
		this.openai = openai;
		this.requests = requests;
		this.enabled = enabled;
	}

	/**
	 * Begin to look for a title, if the thread needs one.
	 * @return the title, blank if there is none
	 */
	Future<String> begin(Turn turn) {
		UserMessage message = turn.userMessage();
		if (!this.enabled || turn.thread().title() != null || message == null || message.text().isBlank()) {
			return CompletableFuture.completedFuture("");
		}
		ResponseCreateParams request = this.requests.title(turn.user(), message.text());
		return TracedThread.start("thread-title", () -> ask(turn, request));
	}

	private String ask(Turn turn, ResponseCreateParams request) {
		return this.openai.call(OPERATION, (client) -> {
			try (HttpResponseFor<Response> answer = client.responses().withRawResponse().create(request)) {
				JsonNode response = JsonAnswer.read(answer);
				turn.used(TokenUsage.of(this.requests.model(), answer.requestId().orElse(null), response));
				return ThreadTitle.of(response);
			}
		});
	}

	/**
	 * Give the thread the title that was found, unless it has got another one.
	 */
	void finish(Turn turn, Future<String> title) {
		try {
			String found = title.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
			if (!found.isBlank()) {
				turn.update((thread) -> (thread.title() != null) ? thread : thread.withTitle(found));
			}
		}
		catch (ExecutionException | TimeoutException ex) {
			logger.debug("Thread {} gets no title", turn.thread().id(), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
