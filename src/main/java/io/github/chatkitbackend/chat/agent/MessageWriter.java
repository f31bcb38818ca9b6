package io.github.chatkitbackend.chat.agent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.github.chatkitbackend.chat.protocol.Annotation;
import io.github.chatkitbackend.chat.protocol.AssistantContent;
import io.github.chatkitbackend.chat.protocol.AssistantMessage;
import io.github.chatkitbackend.chat.protocol.ItemUpdate;
import io.github.chatkitbackend.chat.protocol.Source;
import io.github.chatkitbackend.chat.protocol.ThreadEvent;

/**
 * Writes an answer while it comes into being. Closing it completes the message; a writer
 * that is not closed leaves the message incomplete, and it is not stored.
 */
public final class MessageWriter implements AutoCloseable {

	private final Turn turn;

	private final String id;

	private final Instant createdAt = Instant.now();

	private final List<AssistantContent> parts = new ArrayList<>();

	private final StringBuilder text = new StringBuilder();

	private final List<Annotation> annotations = new ArrayList<>();

	private State state = State.NEW;

	MessageWriter(Turn turn, String id) {
		this.turn = turn;
		this.id = id;
	}

	/**
	 * The id of the message.
	 * @return the id
	 */
	public String id() {
		return this.id;
	}

	/**
	 * Append text.
	 * @param delta the text, in Markdown
	 * @return this writer
	 * @throws IllegalStateException if the message is complete
	 */
	public MessageWriter append(String delta) {
		openPart();
		if (!delta.isEmpty()) {
			this.text.append(delta);
			update(new ItemUpdate.TextDelta(this.parts.size(), delta));
		}
		return this;
	}

	/**
	 * Refer to a source at the end of the text so far.
	 * @param source the source
	 * @return this writer
	 * @throws IllegalStateException if the message is complete
	 */
	public MessageWriter annotate(Source source) {
		return annotate(new Annotation(source, this.text.length()));
	}

	/**
	 * Refer to a source.
	 * @param annotation the source and the position
	 * @return this writer
	 * @throws IllegalStateException if the message is complete
	 */
	public MessageWriter annotate(Annotation annotation) {
		openPart();
		this.annotations.add(annotation);
		update(new ItemUpdate.AnnotationAdded(this.parts.size(), this.annotations.size() - 1, annotation));
		return this;
	}

	/**
	 * Begin another part of the message.
	 * @return this writer
	 * @throws IllegalStateException if the message is complete
	 */
	public MessageWriter nextPart() {
		openPart();
		closePart();
		return this;
	}

	/**
	 * Complete the message.
	 */
	@Override
	public void close() {
		if (this.state == State.DONE) {
			return;
		}
		begin();
		closePart();
		this.state = State.DONE;
		this.turn.send(new ThreadEvent.ItemDone(message()));
	}

	private void openPart() {
		begin();
		if (this.state == State.BEGUN) {
			this.state = State.IN_PART;
			update(new ItemUpdate.PartAdded(this.parts.size(), new AssistantContent("")));
		}
	}

	private void begin() {
		if (this.state == State.DONE) {
			throw new IllegalStateException(
					"The message %s is complete. Begin another one with turn.message().".formatted(this.id));
		}
		if (this.state == State.NEW) {
			this.state = State.BEGUN;
			this.turn.send(new ThreadEvent.ItemAdded(message()));
		}
	}

	private void closePart() {
		if (this.state == State.IN_PART) {
			AssistantContent part = new AssistantContent(this.text.toString(), this.annotations);
			update(new ItemUpdate.PartDone(this.parts.size(), part));
			this.parts.add(part);
			this.text.setLength(0);
			this.annotations.clear();
			this.state = State.BEGUN;
		}
	}

	private void update(ItemUpdate update) {
		this.turn.send(new ThreadEvent.ItemUpdated(this.id, update));
	}

	private AssistantMessage message() {
		return new AssistantMessage(this.id, this.turn.thread().id(), this.createdAt, this.parts);
	}

	private enum State {

		NEW, BEGUN, IN_PART, DONE

	}

}
