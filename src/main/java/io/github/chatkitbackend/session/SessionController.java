package io.github.chatkitbackend.session;

import java.io.IOException;

import io.github.chatkitbackend.identity.Caller;
import io.github.chatkitbackend.identity.EndUser;
import io.github.chatkitbackend.identity.NamedUser;
import io.github.chatkitbackend.identity.Users;
import io.github.chatkitbackend.ratelimit.RateLimit;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves the session endpoint under all paths that known frontends use. It reads the body
 * directly because many frontends send no body or no {@code Content-Type}.
 */
@RestController
class SessionController {

	static final String PATH = "/api/chatkit/session";

	static final String PATH_PLURAL = "/api/chatkit/sessions";

	static final String PATH_SHORT = "/chatkit/session";

	/** The path that OpenAI's starter app uses. */
	static final String PATH_STARTER = "/api/create-session";

	private final SessionService sessions;

	private final Users users;

	private final RateLimit limit;

	private final JsonMapper json;

	SessionController(SessionService sessions, Users users, RateLimit sessionLimit, JsonMapper json) {
		this.sessions = sessions;
		this.users = users;
		this.limit = sessionLimit;
		this.json = json;
	}

	@PostMapping({ PATH, PATH_PLURAL, PATH_SHORT, PATH_STARTER })
	ResponseEntity<Session> create(@AuthenticationPrincipal(errorOnInvalidType = true) Caller caller,
			HttpServletRequest request, HttpServletResponse response) throws IOException {
		SessionRequest body = SessionRequest.parse(request.getInputStream().readAllBytes(), this.json);
		NamedUser named = body.user();
		// Malformed requests count as well
		this.limit.count(caller, named.id(), request, response);
		EndUser user = this.users.identify(caller, named, request, response);
		return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(this.sessions.create(user, body));
	}

}
