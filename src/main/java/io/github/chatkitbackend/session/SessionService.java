package io.github.chatkitbackend.session;

import java.time.Duration;

import com.openai.client.OpenAIClient;
import com.openai.core.http.HttpResponseFor;
import com.openai.models.beta.chatkit.sessions.SessionCreateParams;
import com.openai.models.beta.chatkit.threads.ChatSession;
import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;
import io.github.chatkitbackend.identity.EndUser;
import io.github.chatkitbackend.openai.OpenAIGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Service;

/**
 * Creates sessions at OpenAI. The client secret is returned to the caller and is not
 * stored.
 */
@Service
class SessionService {

	private static final Logger logger = LoggerFactory.getLogger(SessionService.class);

	private final OpenAIGateway openai;

	private final boolean on;

	private final SessionParams params;

	private final JsonMapper json;

	SessionService(OpenAIGateway openai, SessionProperties properties, JsonMapper json) {
		this.openai = openai;
		this.json = json;
		this.on = properties.areOn();
		this.params = new SessionParams(properties);
	}

	/**
	 * Create a session.
	 * @param user the user of the session
	 * @param request the request of the frontend
	 * @return the session
	 * @throws ApiException if the workflow is unknown, or if OpenAI creates no session
	 */
	Session create(EndUser user, SessionRequest request) {
		if (!this.on) {
			throw new ApiException(ErrorCode.HOSTED_SESSIONS_OFF,
					"Hosted sessions are off. Set the widget's api.url to /chatkit instead of getClientSecret.");
		}
		String workflow = this.params.workflow(request);
		SessionCreateParams params = this.params.create(user, workflow);
		return this.openai.call(SessionOperation.create(workflow), (client) -> create(client, params));
	}

	private Session create(OpenAIClient client, SessionCreateParams params) {
		long start = System.nanoTime();
		try (HttpResponseFor<ChatSession> response = client.beta()
			.chatkit()
			.sessions()
			.withRawResponse()
			.create(params)) {
			Session session = CreatedSession.parse(response.body(), this.json);
			logger.info("Session {} created, OpenAI took {} ms (request {})", session.sessionId(),
					Duration.ofNanos(System.nanoTime() - start).toMillis(), response.requestId().orElse("unknown"));
			return session;
		}
	}

}
