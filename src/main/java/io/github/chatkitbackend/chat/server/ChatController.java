package io.github.chatkitbackend.chat.server;

import java.io.IOException;

import io.github.chatkitbackend.chat.ConditionalOnChat;
import io.github.chatkitbackend.chat.protocol.ChatRequest;
import io.github.chatkitbackend.chat.protocol.ParsedRequest;
import io.github.chatkitbackend.chat.protocol.ProtocolJson;
import io.github.chatkitbackend.identity.Caller;
import io.github.chatkitbackend.identity.EndUser;
import io.github.chatkitbackend.identity.NamedUser;
import io.github.chatkitbackend.identity.UserId;
import io.github.chatkitbackend.identity.Users;
import io.github.chatkitbackend.ratelimit.RateLimit;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The endpoint that the widget calls for everything it does.
 */
@RestController
@ConditionalOnChat
class ChatController {

	static final String PATH = "/chatkit";

	static final String PATH_API = "/api/chatkit";

	private static final Logger logger = LoggerFactory.getLogger(ChatController.class);

	private final RequestReader reader;

	private final Users users;

	private final RateLimit messageLimit;

	private final TurnRequests requests;

	private final Turns turns;

	private final SingleOperations operations;

	private final ChatProperties properties;

	ChatController(RequestReader reader, Users users, RateLimit messageLimit, TurnRequests requests, Turns turns,
			SingleOperations operations, ChatProperties properties) {
		this.reader = reader;
		this.users = users;
		this.messageLimit = messageLimit;
		this.requests = requests;
		this.turns = turns;
		this.operations = operations;
		this.properties = properties;
	}

	@PostMapping({ PATH, PATH_API })
	void handle(@AuthenticationPrincipal(errorOnInvalidType = true) Caller caller, HttpServletRequest request,
			HttpServletResponse response) throws Exception {
		try (RequestReader.Received received = this.reader.read(request.getInputStream())) {
			answer(received.request(), caller, request, response);
		}
	}

	private void answer(ParsedRequest parsed, Caller caller, HttpServletRequest request, HttpServletResponse response)
			throws Exception {
		NamedUser named = namedUser(caller, request);
		if (runsAgent(parsed.operation())) {
			this.messageLimit.count(caller, named.id(), request, response);
		}
		EndUser user = this.users.identify(caller, named, request, response);
		switch (parsed.operation()) {
			case ChatRequest.Streaming streaming ->
				relay(this.turns.begin(this.requests.prepare(user, streaming, parsed.metadata())), response);
			case ChatRequest.Single single -> write(this.operations.answer(user, single), response);
		}
	}

	/**
	 * Whether an operation may cost what a model costs.
	 */
	private static boolean runsAgent(ChatRequest operation) {
		return switch (operation) {
			case ChatRequest.Streaming _, ChatRequest.SyncCustomAction _, ChatRequest.Transcribe _ -> true;
			default -> false;
		};
	}

	/**
	 * The user whom one of the operator's servers names. Nobody else is believed.
	 */
	private static NamedUser namedUser(Caller caller, HttpServletRequest request) {
		String name = request.getHeader("ChatKit-User");
		if (!(caller instanceof Caller.Server) || name == null) {
			return NamedUser.NONE;
		}
		String problem = UserId.problem(name);
		return (problem != null) ? NamedUser.invalid("The header ChatKit-User " + problem + ".")
				: NamedUser.of(new UserId(name));
	}

	/**
	 * Write the events of a turn until it or the client has ended.
	 */
	private void relay(RunningTurn turn, HttpServletResponse response) throws InterruptedException {
		try {
			SseWriter.open(response, this.properties.keepAlive()).writeAll(turn.queue());
		}
		catch (IOException ex) {
			logger.debug("The client has left thread {}", turn.thread().id());
			if (this.properties.onDisconnect() == ChatProperties.OnDisconnect.FINISH) {
				turn.queue().detach();
			}
			else {
				turn.cancel(TurnOutcome.CLIENT_LEFT);
			}
		}
	}

	private static void write(Object answer, HttpServletResponse response) throws IOException {
		byte[] json = ProtocolJson.mapper().writeValueAsBytes(answer);
		response.setContentType(MediaType.APPLICATION_JSON_VALUE);
		response.setContentLength(json.length);
		response.getOutputStream().write(json);
	}

}
