package io.github.chatkitbackend.warmup;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What OpenAI answers in a rehearsal: always the same text, in the events that its
 * Responses API sends, and the same session.
 */
final class CannedAnswer {

	private static final String TEXT = """
			Lisbon is at its best in spring: ride the old tram 28 up to the castle, spend a morning in the **Oceanário**, \
			and take the train to Sintra, whose palaces look as if a child had drawn them.""";

	private static final String PART = """
			{"type":"output_text","text":"%s","annotations":[],"logprobs":[]}""";

	private static final String MESSAGE = """
			{"id":"msg_1","type":"message","status":"%s","role":"assistant","content":[%s]}""";

	private static final String OBJECT = """
			{"id":"resp_1","object":"response","created_at":1790000000,"status":"%s","error":null,\
			"incomplete_details":null,"instructions":null,"max_output_tokens":null,"model":"warm-up","output":[%s],\
			"parallel_tool_calls":true,"previous_response_id":null,"reasoning":{"effort":null,"summary":null},\
			"store":false,"temperature":1.0,"text":{"format":{"type":"text"}},"tool_choice":"auto","tools":[],\
			"top_p":1.0,"truncation":"disabled","usage":%s,"user":null,"metadata":{}}""";

	private static final String USAGE = """
			{"input_tokens":40,"input_tokens_details":{"cached_tokens":0},"output_tokens":42,\
			"output_tokens_details":{"reasoning_tokens":0},"total_tokens":82}""";

	private static final String PLACE = "\"item_id\":\"msg_1\",\"output_index\":0,\"content_index\":0,";

	static final byte[] EVENTS = bytes(events());

	static final byte[] RESPONSE = bytes(completed());

	static final byte[] SESSION = bytes("""
			{"id":"cksess_1","object":"chatkit.session","expires_at":4102444800,"client_secret":"ek_1",\
			"workflow":{"id":"wf_warm_up","version":null,"state_variables":null,"tracing":{"enabled":true}},\
			"user":"user","rate_limits":{"max_requests_per_1_minute":10},"max_requests_per_1_minute":10,\
			"status":"active","chatkit_configuration":{"automatic_thread_titling":{"enabled":true},\
			"file_upload":{"enabled":false,"max_file_size":512,"max_files":10},\
			"history":{"enabled":true,"recent_threads":null}}}""");

	private CannedAnswer() {
	}

	private static String events() {
		List<String> events = new ArrayList<>();
		String created = OBJECT.formatted("in_progress", "", "null");
		events.add("response.created\",\"response\":" + created);
		events.add("response.in_progress\",\"response\":" + created);
		events.add("response.output_item.added\",\"output_index\":0,\"item\":" + MESSAGE.formatted("in_progress", ""));
		events.add("response.content_part.added\"," + PLACE + "\"part\":" + PART.formatted(""));
		for (String word : TEXT.split("(?<= )")) {
			events.add("response.output_text.delta\"," + PLACE + "\"delta\":\"" + word + "\",\"logprobs\":[]");
		}
		events.add("response.output_text.done\"," + PLACE + "\"text\":\"" + TEXT + "\",\"logprobs\":[]");
		events.add("response.content_part.done\"," + PLACE + "\"part\":" + PART.formatted(TEXT));
		events.add("response.output_item.done\",\"output_index\":0,\"item\":" + message());
		events.add("response.completed\",\"response\":" + completed());
		return stream(events);
	}

	/**
	 * Each event is given from its type on.
	 */
	private static String stream(List<String> events) {
		StringBuilder stream = new StringBuilder();
		for (int i = 0; i < events.size(); i++) {
			String event = events.get(i);
			stream.append("event: ").append(event, 0, event.indexOf('"')).append('\n');
			stream.append("data: {\"sequence_number\":").append(i).append(",\"type\":\"");
			stream.append(event).append("}\n\n");
		}
		return stream.toString();
	}

	private static String message() {
		return MESSAGE.formatted("completed", PART.formatted(TEXT));
	}

	private static String completed() {
		return OBJECT.formatted("completed", message(), USAGE);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
