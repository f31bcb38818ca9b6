package io.github.chatkitbackend.session;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The response with a new ChatKit session. Its string form does not contain the client
 * secret, because Spring MVC logs response bodies at DEBUG.
 *
 * @param clientSecret the secret with which the widget authenticates
 * @param sessionId the id of the session at OpenAI
 * @param expiresAt the time at which the secret expires, at most 10 minutes after its
 * creation
 */
record Session(@JsonProperty("client_secret") String clientSecret, @JsonProperty("session_id") String sessionId,
		@JsonProperty("expires_at") Instant expiresAt) {

	@Override
	public String toString() {
		return "Session[%s, expires %s]".formatted(this.sessionId, this.expiresAt);
	}

}
