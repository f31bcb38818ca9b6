package io.github.chatkitbackend.openai;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An operation of OpenAI's API.
 *
 * @param method the HTTP method
 * @param path the path below {@code /v1}; a segment in braces such as
 * {@code /chatkit/threads/{thread_id}} matches any value
 */
public record Operation(String method, String path) {

	/** Creates a ChatKit session. */
	public static final Operation CREATE_SESSION = new Operation("POST", "/chatkit/sessions");

	/** Has a model answer. */
	public static final Operation CREATE_RESPONSE = new Operation("POST", "/responses");

	/** Checks a text. */
	public static final Operation CREATE_MODERATION = new Operation("POST", "/moderations");

	/** Turns speech into text. */
	public static final Operation CREATE_TRANSCRIPTION = new Operation("POST", "/audio/transcriptions");

	/** Lists the threads of hosted workflows. */
	public static final Operation LIST_THREADS = new Operation("GET", "/chatkit/threads");

	/** Lists the items of such a thread. */
	public static final Operation LIST_THREAD_ITEMS = new Operation("GET", "/chatkit/threads/{thread_id}/items");

	/**
	 * Match a request against this operation.
	 * @param method the method of the request
	 * @param segments the segments of its path, without {@code v1}
	 * @return the values of the segments in braces, or nothing if the request is for
	 * another operation
	 */
	Optional<Map<String, String>> match(String method, List<String> segments) {
		List<String> pattern = List.of(this.path.substring(1).split("/"));
		if (!method.equals(this.method) || segments.size() != pattern.size()) {
			return Optional.empty();
		}
		Map<String, String> variables = new HashMap<>();
		for (int i = 0; i < pattern.size(); i++) {
			String name = pattern.get(i);
			if (name.startsWith("{")) {
				variables.put(name.substring(1, name.length() - 1), segments.get(i));
			}
			else if (!name.equals(segments.get(i))) {
				return Optional.empty();
			}
		}
		return Optional.of(variables);
	}

}
