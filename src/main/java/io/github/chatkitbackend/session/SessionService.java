package io.github.chatkitbackend.session;

import java.time.Duration;
import java.time.Instant;

import com.openai.client.OpenAIClient;
import com.openai.core.http.HttpResponseFor;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIInvalidDataException;
import com.openai.models.beta.chatkit.threads.ChatSession;
import io.github.chatkitbackend.openai.OpenAIFailures;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Service;

/**
 * Creates sessions at OpenAI. The secret passes through and is kept nowhere.
 */
@Service
class SessionService {

	private static final Logger logger = LoggerFactory.getLogger(SessionService.class);

	private final OpenAIClient openai;

	private final OpenAIFailures failures;

	private final SessionParams params;

	SessionService(OpenAIClient openai, OpenAIFailures failures, SessionProperties properties) {
		this.openai = openai;
		this.failures = failures;
		this.params = new SessionParams(properties);
	}

	Session create(String user) {
		long start = System.nanoTime();
		try (HttpResponseFor<ChatSession> response = this.openai.beta()
			.chatkit()
			.sessions()
			.withRawResponse()
			.create(this.params.forUser(user))) {
			Session session = session(response.parse());
			logger.info("Session {} created, OpenAI took {} ms (request {})", session.sessionId(),
					Duration.ofNanos(System.nanoTime() - start).toMillis(), response.requestId().orElse("unknown"));
			return session;
		}
		catch (OpenAIException ex) {
			throw this.failures.translate(ex);
		}
	}

	/**
	 * The SDK parses the JSON {@code null} to a null, for all that Kotlin promises.
	 */
	private static Session session(@Nullable ChatSession created) {
		if (created == null || created.clientSecret().isBlank()) {
			throw new OpenAIInvalidDataException("The session has no client secret");
		}
		return new Session(created.clientSecret(), created.id(), Instant.ofEpochSecond(created.expiresAt()));
	}

}
