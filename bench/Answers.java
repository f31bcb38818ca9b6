import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What the stand-in answers: sessions, titles, and streams of the Responses API, each of
 * them as long as OpenAI's.
 */
final class Answers {

	private static final String SESSION = """
			{
			  "id": "cksess_%1$048x",
			  "object": "chatkit.session",
			  "expires_at": %2$d,
			  "client_secret": "ek_%1$064x",
			  "workflow": {
			    "id": "wf_stand_in",
			    "version": null,
			    "state_variables": null,
			    "tracing": {
			      "enabled": true
			    }
			  },
			  "user": "visitor",
			  "rate_limits": {
			    "max_requests_per_1_minute": 10
			  },
			  "max_requests_per_1_minute": 10,
			  "status": "active",
			  "chatkit_configuration": {
			    "automatic_thread_titling": {
			      "enabled": true
			    },
			    "file_upload": {
			      "enabled": false,
			      "max_file_size": 512,
			      "max_files": 10
			    },
			    "history": {
			      "enabled": true,
			      "recent_threads": null
			    }
			  }
			}""";

	private static final String MESSAGE = """
			{"id":"msg_%048x","type":"message","status":"%s","role":"assistant","content":[%s]}""";

	private static final String PART = """
			{"type":"output_text","annotations":[],"logprobs":[],"text":"%s"}""";

	private static final String RESPONSE = """
			{"id":"resp_%048x","object":"response","created_at":1,"status":"%s","background":false,"error":null,\
			"incomplete_details":null,"instructions":null,"max_output_tokens":null,"model":"stand-in","output":[%s],\
			"parallel_tool_calls":true,"previous_response_id":null,"reasoning":{"effort":null,"summary":null},\
			"service_tier":"default","store":false,"temperature":1.0,"text":{"format":{"type":"text"}},\
			"tool_choice":"auto","tools":[],"top_p":1.0,"truncation":"disabled","usage":%s,"metadata":{}}""";

	private static final String USAGE = """
			{"input_tokens":1,"input_tokens_details":{"cached_tokens":0},"output_tokens":%d,\
			"output_tokens_details":{"reasoning_tokens":0},"total_tokens":%d}""";

	private static final String PLACE = """
			"item_id":"msg_%048x","output_index":0,"content_index":0""";

	private final byte[] session;

	private final int[] numberEnds;

	private final int deltas;

	private long number;

	/**
	 * Prepare answers.
	 * @param deltas the pieces of text in a stream
	 */
	Answers(int deltas) {
		this.deltas = deltas;
		this.session = json("200 OK", SESSION.formatted(0, System.currentTimeMillis() / 1000 + 600));
		String text = new String(this.session, StandardCharsets.ISO_8859_1);
		this.numberEnds = new int[] { text.indexOf("req_") + 36, text.indexOf("cksess_") + 55, text.indexOf("ek_") + 67 };
	}

	/** Numbered, so that no two sessions are the same. */
	byte[] session() {
		byte[] answer = this.session.clone();
		byte[] hex = Long.toHexString(++this.number).getBytes(StandardCharsets.ISO_8859_1);
		for (int end : this.numberEnds) {
			System.arraycopy(hex, 0, answer, end - hex.length, hex.length);
		}
		return answer;
	}

	/** A response that is not streamed, such as a title. */
	byte[] response() {
		return json("200 OK", completed(++this.number, "Hello"));
	}

	/**
	 * A stream: the first bytes, one element for each piece of text, of which the last
	 * one also has the end.
	 */
	List<byte[]> stream() {
		long id = ++this.number;
		List<byte[]> pieces = new ArrayList<>(this.deltas + 1);
		pieces.add((head("200 OK", "text/event-stream; charset=utf-8") + "transfer-encoding: chunked\r\n\r\n"
				+ chunk(begin(id)))
			.getBytes(StandardCharsets.ISO_8859_1));
		String place = PLACE.formatted(id);
		for (int i = 0; i < this.deltas; i++) {
			String delta = event("response.output_text.delta", i + 4,
					place + ",\"delta\":\"" + i + " \",\"logprobs\":[]");
			boolean last = i == this.deltas - 1;
			pieces.add((last ? chunk(delta + end(id)) + "0\r\n\r\n" : chunk(delta)).getBytes(StandardCharsets.ISO_8859_1));
		}
		return pieces;
	}

	private static String begin(long id) {
		String response = "\"response\":" + RESPONSE.formatted(id, "in_progress", "", "null");
		return event("response.created", 0, response) + event("response.in_progress", 1, response)
				+ event("response.output_item.added", 2,
						"\"output_index\":0,\"item\":" + MESSAGE.formatted(id, "in_progress", ""))
				+ event("response.content_part.added", 3, PLACE.formatted(id) + ",\"part\":" + PART.formatted(""));
	}

	private String end(long id) {
		String text = text();
		int next = this.deltas + 4;
		return event("response.output_text.done", next, PLACE.formatted(id) + ",\"text\":\"" + text + "\",\"logprobs\":[]")
				+ event("response.content_part.done", next + 1, PLACE.formatted(id) + ",\"part\":" + PART.formatted(text))
				+ event("response.output_item.done", next + 2,
						"\"output_index\":0,\"item\":" + MESSAGE.formatted(id, "completed", PART.formatted(text)))
				+ event("response.completed", next + 3, "\"response\":" + completed(id, text));
	}

	private String completed(long id, String text) {
		return RESPONSE.formatted(id, "completed", MESSAGE.formatted(id, "completed", PART.formatted(text)),
				USAGE.formatted(this.deltas, this.deltas + 1));
	}

	/** All pieces in order, which tells a reader whether one is missing. */
	private String text() {
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < this.deltas; i++) {
			text.append(i).append(' ');
		}
		return text.toString();
	}

	private static String event(String type, int number, String members) {
		return "event: " + type + "\ndata: {\"type\":\"" + type + "\",\"sequence_number\":" + number + "," + members
				+ "}\n\n";
	}

	private static String chunk(String data) {
		return Integer.toHexString(data.length()) + "\r\n" + data + "\r\n";
	}

	static byte[] json(String status, String body) {
		return (head(status, "application/json") + "content-length: " + body.length() + "\r\n\r\n" + body)
			.getBytes(StandardCharsets.ISO_8859_1);
	}

	private static String head(String status, String type) {
		return """
				HTTP/1.1 %s\r
				content-type: %s\r
				x-request-id: req_%032x\r
				openai-version: 2020-10-01\r
				openai-processing-ms: 42\r
				strict-transport-security: max-age=31536000; includeSubDomains; preload\r
				""".formatted(status, type, 0);
	}

}
