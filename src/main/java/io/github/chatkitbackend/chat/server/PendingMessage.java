package io.github.chatkitbackend.chat.server;

import java.util.ArrayList;
import java.util.List;

import io.github.chatkitbackend.chat.protocol.Annotation;
import io.github.chatkitbackend.chat.protocol.AssistantContent;
import io.github.chatkitbackend.chat.protocol.AssistantMessage;
import io.github.chatkitbackend.chat.protocol.ItemUpdate;

/**
 * An answer that grows.
 */
class PendingMessage {

	private final AssistantMessage begun;

	private final List<Part> parts = new ArrayList<>();

	PendingMessage(AssistantMessage begun) {
		this.begun = begun;
		begun.content().forEach((part) -> this.parts.add(new Part(part)));
	}

	void update(ItemUpdate update) {
		switch (update) {
			case ItemUpdate.PartAdded added -> part(added.contentIndex()).replace(added.content());
			case ItemUpdate.TextDelta delta -> part(delta.contentIndex()).text.append(delta.delta());
			case ItemUpdate.AnnotationAdded added -> part(added.contentIndex()).annotate(added);
			case ItemUpdate.PartDone done -> part(done.contentIndex()).complete(done.content());
			default -> {
			}
		}
	}

	private Part part(int index) {
		while (this.parts.size() <= index) {
			this.parts.add(new Part(new AssistantContent("")));
		}
		return this.parts.get(index);
	}

	AssistantMessage current() {
		return new AssistantMessage(this.begun.id(), this.begun.threadId(), this.begun.createdAt(),
				this.parts.stream().map(Part::current).toList());
	}

	/**
	 * A part of the answer.
	 */
	private static final class Part {

		private final StringBuilder text = new StringBuilder();

		private final List<Annotation> annotations = new ArrayList<>();

		Part(AssistantContent content) {
			replace(content);
		}

		private void replace(AssistantContent content) {
			this.annotations.clear();
			this.annotations.addAll(content.annotations());
			replaceText(content.text());
		}

		/**
		 * Models repeat the text when it is complete, but not always the annotations.
		 */
		private void complete(AssistantContent content) {
			if (content.annotations().isEmpty()) {
				replaceText(content.text());
			}
			else {
				replace(content);
			}
		}

		private void replaceText(String text) {
			this.text.setLength(0);
			this.text.append(text);
		}

		private void annotate(ItemUpdate.AnnotationAdded added) {
			this.annotations.add(Math.min(added.annotationIndex(), this.annotations.size()), added.annotation());
		}

		private AssistantContent current() {
			return new AssistantContent(this.text.toString(), this.annotations);
		}

	}

}
