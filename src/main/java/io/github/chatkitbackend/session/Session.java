package io.github.chatkitbackend.session;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A ChatKit session as the browser needs it. Its text form hides the secret, because
 * Spring MVC logs what it answers at DEBUG.
 *
 * @param clientSecret what the widget authenticates with
 * @param sessionId OpenAI's id of the session
 * @param expiresAt when the secret ends, 10 minutes after its creation at the latest
 */
record Session(@JsonProperty("client_secret") String clientSecret, @JsonProperty("session_id") String sessionId,
		@JsonProperty("expires_at") Instant expiresAt) {

	@Override
	public String toString() {
		return "Session[%s, expires %s]".formatted(this.sessionId, this.expiresAt);
	}

}
