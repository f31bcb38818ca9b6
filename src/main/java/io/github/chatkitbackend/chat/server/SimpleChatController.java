package io.github.chatkitbackend.chat.server;

import java.util.Map;
import java.util.Objects;

import io.github.chatkitbackend.chat.ConditionalOnChat;
import io.github.chatkitbackend.chat.protocol.ProtocolJson;
import io.github.chatkitbackend.chat.protocol.ThreadEvent;
import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorWriter;
import io.github.chatkitbackend.identity.Caller;
import io.github.chatkitbackend.identity.EndUser;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Chat for frontends without the widget: a message in, an answer out. Its conversations
 * are threads like any other.
 */
@RestController
@ConditionalOnChat
class SimpleChatController {

	static final String PATH = "/api/chat";

	static final String PATH_USER = "/api/{user}/chat";

	private final ChatCallers callers;

	private final TurnRequests requests;

	private final Turns turns;

	private final Lookups lookups;

	private final TurnRelay relay;

	private final ErrorWriter errors;

	SimpleChatController(ChatCallers callers, TurnRequests requests, Turns turns, Lookups lookups, TurnRelay relay,
			ErrorWriter errors) {
		this.callers = callers;
		this.requests = requests;
		this.turns = turns;
		this.lookups = lookups;
		this.relay = relay;
		this.errors = errors;
	}

	@PostMapping(PATH)
	void chat(@AuthenticationPrincipal(errorOnInvalidType = true) Caller caller, HttpServletRequest request,
			HttpServletResponse response) throws Exception {
		SimpleRequest message = SimpleRequest.parse(request.getInputStream().readAllBytes());
		answer(message, this.callers.identify(caller, true, request, response), request, response);
	}

	@PostMapping(PATH_USER)
	void chat(@AuthenticationPrincipal(errorOnInvalidType = true) Caller caller, @PathVariable String user,
			HttpServletRequest request, HttpServletResponse response) throws Exception {
		SimpleRequest message = SimpleRequest.parse(request.getInputStream().readAllBytes());
		answer(message, this.callers.identify(caller, user, request, response), request, response);
	}

	private void answer(SimpleRequest message, EndUser user, HttpServletRequest request, HttpServletResponse response)
			throws Exception {
		TurnStart start = this.requests.prepare(user, message.operation(), ProtocolJson.mapper().createObjectNode());
		SimpleTurn turn = new SimpleTurn(this.turns.begin(start), Objects.requireNonNull(start.message()),
				this.lookups);
		if (accepts(request, MediaType.TEXT_EVENT_STREAM_VALUE)) {
			this.relay.relay(turn.running(), new Stream(turn, request), response);
		}
		else {
			ChatController.write(turn.await(), response);
		}
	}

	private static boolean accepts(HttpServletRequest request, String type) {
		String accept = request.getHeader(HttpHeaders.ACCEPT);
		return accept != null && accept.contains(type);
	}

	/**
	 * A turn as a stream: the conversation, pieces of text, and the whole answer or an
	 * error.
	 */
	private final class Stream implements TurnRelay.Format {

		private final SimpleTurn turn;

		private final HttpServletRequest request;

		Stream(SimpleTurn turn, HttpServletRequest request) {
			this.turn = turn;
			this.request = request;
		}

		@Override
		public @Nullable Object of(ThreadEvent event) {
			if (event instanceof ThreadEvent.Options) {
				return Map.of("conversation_id", this.turn.running().lease().threadId());
			}
			String delta = this.turn.accept(event);
			return delta.isEmpty() ? null : Map.of("delta", delta);
		}

		@Override
		public Object last() {
			try {
				return this.turn.answer();
			}
			catch (ApiException ex) {
				return SimpleChatController.this.errors.lastEvent(this.request, ex);
			}
		}

	}

}
