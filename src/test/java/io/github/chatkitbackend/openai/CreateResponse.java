package io.github.chatkitbackend.openai;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import mockwebserver3.MockResponse;
import okio.Socket;
import tools.jackson.databind.JsonNode;

/**
 * {@code POST /v1/responses}, checked against {@link ResponseSchema}, streamed or whole.
 */
class CreateResponse implements Route {

	private final Responses responses;

	private final Set<String> stored = ConcurrentHashMap.newKeySet();

	CreateResponse(Responses responses) {
		this.responses = responses;
	}

	@Override
	public Operation operation() {
		return Operation.CREATE_RESPONSE;
	}

	@Override
	public MockResponse answer(ApiRequest request) {
		JsonNode body = request.json();
		ResponseSchema.check(body);
		checkPrevious(body.path("previous_response_id").asString(null));
		ModelAnswer answer = this.responses.next(body);
		return body.path("stream").asBoolean(false) ? stream(body, answer) : whole(body, answer);
	}

	private void checkPrevious(String id) {
		if (id != null && !this.stored.contains(id)) {
			throw new Refusal(400, "previous_response_not_found", "previous_response_id",
					"Previous response with id '%s' not found.".formatted(id));
		}
	}

	private MockResponse whole(JsonNode body, ModelAnswer answer) {
		Playback playback = new Playback(body, Wire.NONE, this.responses.pace());
		try {
			MockResponse response = ApiResponse.json(200, playback.play(answer)).build();
			store(playback);
			return response;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private MockResponse stream(JsonNode body, ModelAnswer answer) {
		AtomicInteger left = this.responses.begun();
		return new MockResponse.Builder().removeHeader("Content-Length")
			.setHeader("Content-Type", "text/event-stream; charset=utf-8")
			.setHeader("x-request-id", ApiResponse.id("req_", 16))
			.setHeader("Transfer-Encoding", "chunked")
			.socketHandler((socket) -> stream(body, answer, socket, left))
			.build();
	}

	private void stream(JsonNode body, ModelAnswer answer, Socket socket, AtomicInteger left) {
		SocketWire wire = new SocketWire(socket);
		Playback playback = new Playback(body, wire, this.responses.pace());
		try {
			playback.play(answer);
			store(playback);
			wire.end();
		}
		catch (IOException ex) {
			left.incrementAndGet();
			socket.cancel();
		}
		this.responses.ended();
	}

	private void store(Playback playback) {
		if (playback.request().path("store").asBoolean(true)) {
			this.stored.add(playback.response().id());
		}
	}

}
