package io.github.chatkitbackend.openai;

import java.util.Optional;
import java.util.function.Supplier;

import com.openai.core.JsonMissing;
import com.openai.core.JsonValue;
import com.openai.core.http.Headers;
import com.openai.errors.OpenAIServiceException;
import tools.jackson.databind.JsonNode;

/**
 * OpenAI reports within a stream that it cannot answer. That is no different from a
 * refusal of the request, so it has the status that such a refusal would have.
 */
final class ErrorEventException extends OpenAIServiceException {

	private final transient JsonNode error;

	private final transient Headers headers;

	private ErrorEventException(JsonNode error, Headers headers) {
		super("an event within a stream says: " + error.path("message").asString("nothing"), null);
		this.error = error;
		this.headers = headers;
	}

	/**
	 * Look for an error in an event: an {@code error} event in both of its forms, or
	 * {@code response.failed}.
	 * @param event the event
	 * @param headers the headers of the answer
	 * @throws ErrorEventException if it is one
	 */
	static void throwIfError(JsonNode event, Supplier<Headers> headers) {
		String type = event.path("type").asString("");
		if (type.equals("response.failed")) {
			throw new ErrorEventException(event.path("response").path("error"), headers.get());
		}
		if (type.equals("error") || (type.isEmpty() && event.has("error"))) {
			throw new ErrorEventException(event.path("error").isObject() ? event.path("error") : event, headers.get());
		}
	}

	@Override
	public int statusCode() {
		String code = type().orElse("") + " " + code().orElse("");
		if (code.contains("rate_limit") || code.contains("quota")) {
			return 429;
		}
		boolean isOurs = !code.isBlank() && !code.matches(".*(server|timeout|overloaded|unavailable).*");
		return isOurs ? 400 : 500;
	}

	@Override
	public Headers headers() {
		return this.headers;
	}

	@Override
	public JsonValue body() {
		return JsonMissing.of();
	}

	@Override
	public Optional<String> code() {
		return text("code");
	}

	@Override
	public Optional<String> param() {
		return text("param");
	}

	/**
	 * The kind of error, which only one of the forms has. The type of the other is that
	 * of the event.
	 */
	@Override
	public Optional<String> type() {
		return text("type").filter((type) -> !type.equals("error"));
	}

	private Optional<String> text(String name) {
		return this.error.path(name).asStringOpt();
	}

}
