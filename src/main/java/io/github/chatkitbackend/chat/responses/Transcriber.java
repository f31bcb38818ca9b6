package io.github.chatkitbackend.chat.responses;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import com.openai.client.OpenAIClient;
import com.openai.core.MultipartField;
import com.openai.core.RequestOptions;
import com.openai.core.http.HttpResponseFor;
import com.openai.errors.OpenAIInvalidDataException;
import com.openai.models.audio.AudioResponseFormat;
import com.openai.models.audio.transcriptions.TranscriptionCreateParams;
import com.openai.models.audio.transcriptions.TranscriptionCreateResponse;
import io.github.chatkitbackend.chat.agent.Audio;
import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;
import io.github.chatkitbackend.openai.OpenAIFailure;
import io.github.chatkitbackend.openai.OpenAIGateway;
import io.github.chatkitbackend.openai.OpenAIOperation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Turns speech into text by OpenAI's transcription API.
 */
class Transcriber {

	private static final OpenAIFailure REJECTED = OpenAIFailure.REJECTED_REQUEST
		.withAdvice("Check CHATKIT_TRANSCRIPTION_MODEL. Otherwise, the recording is damaged or has no sound");

	private static final OpenAIOperation OPERATION = new OpenAIOperation("transcribe", REJECTED, REJECTED);

	/** Some minutes of speech take longer than other calls. */
	private static final RequestOptions PATIENT = RequestOptions.builder().timeout(Duration.ofMinutes(1)).build();

	/** OpenAI reads the format from the name of the file. */
	private static final Map<String, String> EXTENSIONS = Map.ofEntries(Map.entry("audio/webm", "webm"),
			Map.entry("video/webm", "webm"), Map.entry("audio/mp4", "mp4"), Map.entry("video/mp4", "mp4"),
			Map.entry("audio/m4a", "m4a"), Map.entry("audio/x-m4a", "m4a"), Map.entry("audio/ogg", "ogg"),
			Map.entry("audio/mpeg", "mp3"), Map.entry("audio/mp3", "mp3"), Map.entry("audio/wav", "wav"),
			Map.entry("audio/x-wav", "wav"), Map.entry("audio/wave", "wav"), Map.entry("audio/flac", "flac"));

	private final OpenAIGateway openai;

	private final @Nullable String model;

	Transcriber(OpenAIGateway openai, TranscriptionProperties properties) {
		this.openai = openai;
		this.model = properties.transcriptionModel();
	}

	boolean isOn() {
		return this.model != null;
	}

	/**
	 * Turn speech into text.
	 * @throws ApiException if the recording is empty or of another format
	 */
	String transcribe(Audio audio) {
		String extension = EXTENSIONS.get(audio.mediaType().toLowerCase(Locale.ROOT));
		if (extension == null) {
			throw new ApiException(ErrorCode.INVALID_REQUEST,
					"params.mime_type must be a format of audio such as audio/webm, audio/mp4 or audio/ogg.");
		}
		if (audio.bytes().length == 0) {
			throw new ApiException(ErrorCode.INVALID_REQUEST, "params.audio_base64 must not be empty.");
		}
		return this.openai.call(OPERATION, (client) -> ask(client, audio, "speech." + extension));
	}

	private String ask(OpenAIClient client, Audio audio, String fileName) {
		TranscriptionCreateParams params = TranscriptionCreateParams.builder()
			.file(MultipartField.<InputStream>builder()
				.value(new ByteArrayInputStream(audio.bytes()))
				.contentType(audio.mediaType())
				.filename(fileName)
				.build())
			.model(Objects.requireNonNull(this.model))
			.responseFormat(AudioResponseFormat.JSON)
			.build();
		try (HttpResponseFor<TranscriptionCreateResponse> answer = client.audio()
			.transcriptions()
			.withRawResponse()
			.create(params, PATIENT)) {
			JsonNode text = JsonAnswer.read(answer).path("text");
			return text.stringValueOpt()
				.orElseThrow(() -> new OpenAIInvalidDataException("The transcription has no text"));
		}
	}

}
