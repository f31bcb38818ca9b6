package io.github.chatkitbackend.openai;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import mockwebserver3.MockResponse;
import okhttp3.MultipartReader;
import okio.Buffer;
import okio.ByteString;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST /v1/audio/transcriptions}: a form with a recording, whose format its name
 * tells. The text is how many bytes of which file it was.
 */
class CreateTranscription implements Route {

	private static final Set<String> MODELS = Set.of("whisper-1", "gpt-4o-transcribe", "gpt-4o-mini-transcribe");

	private static final Set<String> FIELDS = Set.of("file", "model", "language", "prompt", "response_format",
			"temperature");

	private static final Pattern NAME = Pattern
		.compile("form-data; name=\"(?<name>[^\"]+)\"(; filename=\"(?<file>[^\"]+)\")?");

	private static final String FORMATS = "flac|m4a|mp3|mp4|mpeg|mpga|oga|ogg|wav|webm";

	private static final int MAX_BYTES = 26_214_400;

	@Override
	public Operation operation() {
		return Operation.CREATE_TRANSCRIPTION;
	}

	@Override
	public MockResponse answer(ApiRequest request) {
		Map<String, String> fields = new HashMap<>();
		try (MultipartReader form = form(request)) {
			for (MultipartReader.Part part = form.nextPart(); part != null; part = form.nextPart()) {
				read(part, fields);
			}
		}
		catch (IOException ex) {
			throw new Refusal(400, null, null, "Could not parse multipart form");
		}
		return answer(fields);
	}

	private static MultipartReader form(ApiRequest request) throws IOException {
		String type = String.valueOf(request.recorded().getHeaders().get("Content-Type"));
		Matcher boundary = Pattern.compile("multipart/form-data; ?boundary=\"?([^\"]+)\"?").matcher(type);
		if (!boundary.matches()) {
			throw new Refusal(400, "unsupported_content_type", null, "Invalid Content-Type header.");
		}
		return new MultipartReader(new Buffer().write(request.recorded().getBody()), boundary.group(1));
	}

	private static void read(MultipartReader.Part part, Map<String, String> fields) throws IOException {
		Matcher name = NAME.matcher(String.valueOf(part.headers().get("Content-Disposition")));
		if (!name.matches() || !FIELDS.contains(name.group("name"))) {
			throw new Refusal(400, "unknown_parameter", null, "Unknown parameter.");
		}
		ByteString value = part.body().readByteString();
		boolean file = name.group("name").equals("file");
		if (file) {
			checkFile(name.group("file"), value.size());
		}
		fields.put(name.group("name"), file ? value.size() + " bytes of " + name.group("file") : value.utf8());
	}

	private static void checkFile(String name, int size) {
		if (name == null || !name.matches(".+\\.(" + FORMATS + ")")) {
			throw new Refusal(400, null, "file", "Unrecognized file format. Supported formats: " + FORMATS);
		}
		if (size == 0) {
			throw new Refusal(400, "audio_too_short", "file", "Audio file is too short.");
		}
		if (size > MAX_BYTES) {
			throw new Refusal(413, null, null, "Maximum content size limit (26214400) exceeded");
		}
	}

	private static MockResponse answer(Map<String, String> fields) {
		for (String name : Set.of("file", "model")) {
			if (!fields.containsKey(name)) {
				throw new Refusal(400, null, name, "you must provide a %s parameter".formatted(name));
			}
		}
		if (!MODELS.contains(fields.get("model"))) {
			throw new Refusal(404, "model_not_found", null,
					"The model does not exist or you do not have access to it.");
		}
		if (!fields.getOrDefault("response_format", "json").equals("json")) {
			throw new Refusal(400, "unsupported_value", "response_format", "response_format is not supported");
		}
		ObjectNode answer = new JsonMapper().createObjectNode().put("text", fields.get("file"));
		answer.putObject("usage").put("type", "duration").put("seconds", 1);
		return ApiResponse.json(200, answer).build();
	}

}
