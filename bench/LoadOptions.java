import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@link Load} sends, as {@code name=value} arguments behind the address.
 *
 * @param targets the addresses, between which connections alternate
 * @param values the other arguments
 */
record LoadOptions(URI[] targets, Map<String, String> values) {

	static LoadOptions parse(String[] args) {
		Map<String, String> values = new TreeMap<>();
		for (int i = 1; i < args.length; i++) {
			String[] parts = args[i].split("=", 2);
			values.put(parts[0], parts[1]);
		}
		String[] addresses = args[0].split(",");
		URI[] targets = new URI[addresses.length];
		for (int i = 0; i < addresses.length; i++) {
			targets[i] = URI.create(addresses[i]);
		}
		return new LoadOptions(targets, values);
	}

	/** Requests at a time; each connection sends its next one when it has the answer. */
	int connections() {
		return number("connections", 32);
	}

	/** Requests a second, whether earlier ones are answered or not; 0 for the above. */
	int rate() {
		return number("rate", 0);
	}

	/** How long a run takes; with 0, standard input says so for each run, one a line. */
	int seconds() {
		return number("seconds", 15);
	}

	/** Pieces of text that a stream has; 0 for answers that are not streamed. */
	int deltas() {
		return number("deltas", 0);
	}

	int intervalMillis() {
		return number("interval", 0);
	}

	/** How long OpenAI takes, which latencies are compared with. */
	long idealMillis() {
		return number("delay", 0) + (long) deltas() * intervalMillis();
	}

	/** One of so many streams is left in the middle; 0 for none. */
	int leaveOneOf() {
		return number("leave-one-of", 0);
	}

	/** Whether all requests begin at the same moment, and not spread over a stream. */
	boolean together() {
		return this.values.containsKey("together");
	}

	/** Where to send calls before {@code READY} is printed, so that this program is compiled. */
	String warmUp() {
		return this.values.get("warm-up");
	}

	LoadOptions forWarmUp() {
		return parse(new String[] { warmUp(), "connections=32", "deltas=" + deltas(), "interval=" + intervalMillis() });
	}

	private int number(String name, int otherwise) {
		return Integer.parseInt(this.values.getOrDefault(name, String.valueOf(otherwise)));
	}

	/**
	 * A request.
	 * @param target where to
	 * @param user number of the user who sends it
	 */
	String request(URI target, int user) {
		String body = body(target.getPath(), user);
		StringBuilder head = new StringBuilder("POST %s HTTP/1.1\r\nHost: %s\r\n".formatted(target.getPath(),
				target.getAuthority()));
		if (this.values.containsKey("token")) {
			head.append("Authorization: Bearer %s\r\nChatKit-User: reader-%d\r\n".formatted(this.values.get("token"), user));
		}
		if (target.getPath().startsWith("/v1/")) {
			head.append("Authorization: Bearer sk-bench\r\nOpenAI-Beta: chatkit_beta=v1\r\n");
		}
		return head + "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s".formatted(body.length(), body);
	}

	private String body(String path, int user) {
		if (path.endsWith("/responses")) {
			return "{\"model\": \"stand-in\", \"input\": \"Hi\",\"stream\":true}";
		}
		if (path.endsWith("/sessions")) {
			return "{\"user\": \"visitor\", \"workflow\": {\"id\": \"wf_stand_in\"}}";
		}
		if (deltas() == 0) {
			return "{\"user\": \"visitor\"}";
		}
		String input = "\"input\": {\"content\": [{\"type\": \"input_text\", \"text\": \"Which plants grow in the shade?\"}], "
				+ "\"attachments\": [], \"inference_options\": {}}";
		String threads = this.values.get("threads");
		return (threads != null)
				? "{\"type\": \"threads.add_user_message\", \"params\": {\"thread_id\": \"%s%d\", %s}}".formatted(threads, user, input)
				: "{\"type\": \"threads.create\", \"params\": {%s}}".formatted(input);
	}

}
