package io.github.chatkitbackend.openai;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a model answers, step by step. An answer is completed at its end unless its last
 * step is another end.
 */
public final class ModelAnswer {

	private final List<Step> steps = new ArrayList<>();

	private ModelAnswer() {
	}

	/**
	 * An answer without any output yet.
	 * @return the answer
	 */
	public static ModelAnswer begin() {
		return new ModelAnswer();
	}

	/**
	 * An answer that begins with a text.
	 * @param deltas its pieces, in order
	 * @return the answer
	 */
	public static ModelAnswer of(String... deltas) {
		return begin().text(deltas);
	}

	/**
	 * Write text. A message is begun, or continued if the step before wrote text too.
	 * @param deltas the pieces, in order
	 * @return this answer
	 */
	public ModelAnswer text(String... deltas) {
		return step((playback) -> playback.message().write("output_text", deltas));
	}

	/**
	 * Refuse to answer, as a part of a message.
	 * @param deltas the pieces, in order
	 * @return this answer
	 */
	public ModelAnswer refusal(String... deltas) {
		return step((playback) -> playback.message().write("refusal", deltas));
	}

	/**
	 * Annotate the text that is being written.
	 * @param json the annotation
	 * @return this answer
	 */
	public ModelAnswer annotation(String json) {
		return step((playback) -> playback.message().annotate(new JsonMapper().readTree(json)));
	}

	/**
	 * End the message, so that the next text begins another one.
	 * @return this answer
	 */
	public ModelAnswer endMessage() {
		return step(Playback::closeMessage);
	}

	/**
	 * Think, and summarize the thoughts if the request asks for that.
	 * @param summaries the summaries, each of which is streamed word by word
	 * @return this answer
	 */
	public ModelAnswer reasoning(String... summaries) {
		return item((playback) -> OutputItems.reasoning(playback, summaries));
	}

	/**
	 * Call a function.
	 * @param name its name
	 * @param arguments its arguments, as JSON
	 * @return this answer
	 */
	public ModelAnswer functionCall(String name, String arguments) {
		return item((playback) -> OutputItems.functionCall(playback, name, arguments));
	}

	/**
	 * Search the web.
	 * @param query what for
	 * @return this answer
	 */
	public ModelAnswer webSearch(String query) {
		return item((playback) -> OutputItems.webSearch(playback, query));
	}

	/**
	 * Draw an image.
	 * @param image the image, encoded in Base64
	 * @param partial earlier states of it
	 * @return this answer
	 */
	public ModelAnswer image(String image, String... partial) {
		return item((playback) -> OutputItems.image(playback, image, partial));
	}

	/**
	 * Send any event. Its sequence number is added.
	 * @param json the event
	 * @return this answer
	 */
	public ModelAnswer event(String json) {
		return step((playback) -> {
			ObjectNode event = (ObjectNode) new JsonMapper().readTree(json);
			playback.send(playback.event("").setAll(event));
		});
	}

	/**
	 * Send text as it is, such as a comment or half an event.
	 * @param text the text
	 * @return this answer
	 */
	public ModelAnswer raw(String text) {
		return raw(text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Send bytes as they are.
	 * @param bytes the bytes
	 * @return this answer
	 */
	public ModelAnswer raw(byte[] bytes) {
		return step((playback) -> playback.wire().sendRaw(bytes));
	}

	/**
	 * Send nothing until a test allows it.
	 * @param latch what to wait for
	 * @return this answer
	 */
	public ModelAnswer await(CountDownLatch latch) {
		return step((_) -> waitFor(latch));
	}

	/**
	 * Send nothing for a while.
	 * @param duration how long
	 * @return this answer
	 */
	public ModelAnswer pause(Duration duration) {
		return step((_) -> sleep(duration));
	}

	/**
	 * End as failed.
	 * @param code OpenAI's code, such as {@code server_error}
	 * @param message OpenAI's message
	 * @return this answer
	 */
	public ModelAnswer failed(String code, String message) {
		return step((playback) -> playback.end("response.failed", playback.response().failed(code, message)));
	}

	/**
	 * End before the model was done.
	 * @param reason why, such as {@code max_output_tokens}
	 * @return this answer
	 */
	public ModelAnswer incomplete(String reason) {
		return step((playback) -> {
			playback.closeMessage();
			playback.end("response.incomplete", playback.response().incomplete(reason));
		});
	}

	/**
	 * End with an {@code error} event.
	 * @param code OpenAI's code, may be {@code null}
	 * @param message OpenAI's message
	 * @return this answer
	 */
	public ModelAnswer error(String code, String message) {
		return step((playback) -> {
			playback.send(playback.event("error").put("code", code).put("message", message).putNull("param"));
			playback.end();
		});
	}

	/**
	 * Break the connection.
	 * @return this answer
	 */
	public ModelAnswer cut() {
		return step((playback) -> {
			playback.end();
			playback.wire().cut();
		});
	}

	/**
	 * End the stream in good order, but before the answer is complete.
	 * @return this answer
	 */
	public ModelAnswer endEarly() {
		return step(Playback::end);
	}

	/**
	 * Send nothing more, until the client leaves.
	 * @return this answer
	 */
	public ModelAnswer hang() {
		return step((playback) -> {
			playback.end();
			playback.wire().hang();
		});
	}

	private ModelAnswer item(Step step) {
		return step(Playback::closeMessage).step(step);
	}

	private ModelAnswer step(Step step) {
		this.steps.add(step);
		return this;
	}

	List<Step> steps() {
		return this.steps;
	}

	static void sleep(Duration duration) throws IOException {
		try {
			Thread.sleep(duration);
		}
		catch (InterruptedException ex) {
			throw new InterruptedIOException();
		}
	}

	private static void waitFor(CountDownLatch latch) throws IOException {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new InterruptedIOException();
		}
	}

	/**
	 * A step of an answer.
	 */
	interface Step {

		/**
		 * Play the step.
		 * @param playback where to
		 * @throws IOException if the client has left
		 */
		void play(Playback playback) throws IOException;

	}

}
