package io.github.chatkitbackend.chat.server;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;

import io.github.chatkitbackend.chat.protocol.InvalidRequestException;
import io.github.chatkitbackend.chat.protocol.ParsedRequest;
import io.github.chatkitbackend.chat.protocol.RequestParser;
import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;
import io.github.chatkitbackend.web.BodyLimit;

import org.springframework.util.unit.DataSize;

/**
 * Reads the requests of chat. Speech may be longer than everything else, but only a few
 * such requests may be in memory at a time.
 */
class RequestReader {

	/** The limit of OpenAI's transcription API. */
	static final DataSize MAX_SPEECH = DataSize.ofMegabytes(25);

	/** With their copies as text and as bytes, they take up to 300 MiB. */
	private static final int MAX_SPEECHES = 4;

	private final Semaphore speeches = new Semaphore(MAX_SPEECHES);

	private final DataSize maxMessage;

	RequestReader(ChatProperties properties) {
		this.maxMessage = DataSize.ofBytes(properties.maxMessageBytes());
	}

	/**
	 * Read a request.
	 * @param body its body
	 * @return the request, which has to be closed when it has been answered
	 * @throws ApiException if it is too long, malformed, or one long request too many
	 */
	Received read(InputStream body) throws IOException {
		int limit = (int) this.maxMessage.toBytes();
		byte[] beginning = body.readNBytes(limit + 1);
		if (beginning.length <= limit) {
			return new Received(parse(beginning), () -> {
			});
		}
		if (!RequestParser.isTranscription(beginning)) {
			throw BodyLimit.tooLarge(this.maxMessage);
		}
		return readSpeech(new SequenceInputStream(new ByteArrayInputStream(beginning), body));
	}

	private Received readSpeech(InputStream body) throws IOException {
		if (!this.speeches.tryAcquire()) {
			throw new ApiException(ErrorCode.OVERLOADED,
					"The service cannot take more recordings at the moment. Try again after the time in Retry-After.",
					Duration.ofSeconds(1), null);
		}
		try {
			return new Received(parse(body.readAllBytes()), this.speeches::release);
		}
		catch (IOException | RuntimeException ex) {
			this.speeches.release();
			throw ex;
		}
	}

	private static ParsedRequest parse(byte[] body) {
		try {
			return RequestParser.parse(body);
		}
		catch (InvalidRequestException ex) {
			throw new ApiException(ErrorCode.INVALID_REQUEST, String.valueOf(ex.getMessage()));
		}
	}

	/**
	 * A request in memory.
	 *
	 * @param request the request
	 * @param forget frees its place
	 */
	record Received(ParsedRequest request, Runnable forget) implements AutoCloseable {

		@Override
		public void close() {
			this.forget.run();
		}

	}

}
