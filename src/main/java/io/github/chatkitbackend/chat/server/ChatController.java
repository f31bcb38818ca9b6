package io.github.chatkitbackend.chat.server;

import java.io.IOException;

import io.github.chatkitbackend.chat.ConditionalOnChat;
import io.github.chatkitbackend.chat.protocol.ChatRequest;
import io.github.chatkitbackend.chat.protocol.ParsedRequest;
import io.github.chatkitbackend.chat.protocol.ProtocolJson;
import io.github.chatkitbackend.identity.Caller;
import io.github.chatkitbackend.identity.EndUser;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

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

	private final RequestReader reader;

	private final ChatCallers callers;

	private final TurnRequests requests;

	private final Turns turns;

	private final TurnRelay relay;

	private final SingleOperations operations;

	ChatController(RequestReader reader, ChatCallers callers, TurnRequests requests, Turns turns, TurnRelay relay,
			SingleOperations operations) {
		this.reader = reader;
		this.callers = callers;
		this.requests = requests;
		this.turns = turns;
		this.relay = relay;
		this.operations = operations;
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
		EndUser user = (parsed.operation() instanceof ChatRequest.CreateAttachment)
				? this.callers.identifyUploader(caller, request, response)
				: this.callers.identify(caller, runsAgent(parsed.operation()), request, response);
		switch (parsed.operation()) {
			case ChatRequest.Streaming streaming ->
				this.relay.relay(this.turns.begin(this.requests.prepare(user, streaming, parsed.metadata())),
						TurnRelay.Format.PROTOCOL, response);
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

	static void write(Object answer, HttpServletResponse response) throws IOException {
		byte[] json = ProtocolJson.mapper().writeValueAsBytes(answer);
		response.setContentType(MediaType.APPLICATION_JSON_VALUE);
		response.setContentLength(json.length);
		response.getOutputStream().write(json);
	}

}
