package io.github.chatkitbackend.chat.server;

import java.util.ArrayList;
import java.util.List;

import io.github.chatkitbackend.chat.protocol.ItemUpdate;
import io.github.chatkitbackend.chat.protocol.ThreadEvent;
import org.jspecify.annotations.Nullable;

/**
 * Merges pieces of text if many wait for a reader who is slower than the model: those of
 * one part that follow each other become one event. The text is the same, in fewer
 * events.
 */
final class WaitingDeltas {

	/** So many events are no sign of a slow reader. */
	private static final int FEW = 16;

	/** Readers show a long event late. */
	private static final int MAX_CHARACTERS = 8192;

	private final List<ThreadEvent> merged = new ArrayList<>();

	private final StringBuilder text = new StringBuilder();

	private ThreadEvent.@Nullable ItemUpdated first;

	private WaitingDeltas() {
	}

	static List<ThreadEvent> merge(List<ThreadEvent> events) {
		if (events.size() <= FEW) {
			return events;
		}
		WaitingDeltas waiting = new WaitingDeltas();
		events.forEach(waiting::add);
		waiting.endDelta();
		return waiting.merged;
	}

	private void add(ThreadEvent event) {
		if (event instanceof ThreadEvent.ItemUpdated updated
				&& updated.update() instanceof ItemUpdate.TextDelta delta) {
			if (!continues(updated.itemId(), delta)) {
				endDelta();
				this.first = updated;
			}
			this.text.append(delta.delta());
		}
		else {
			endDelta();
			this.merged.add(event);
		}
	}

	private boolean continues(String itemId, ItemUpdate.TextDelta delta) {
		return this.first != null && this.first.itemId().equals(itemId)
				&& this.first.update() instanceof ItemUpdate.TextDelta begun
				&& begun.contentIndex() == delta.contentIndex()
				&& this.text.length() + delta.delta().length() <= MAX_CHARACTERS;
	}

	private void endDelta() {
		if (this.first != null && this.first.update() instanceof ItemUpdate.TextDelta begun) {
			this.merged.add(new ThreadEvent.ItemUpdated(this.first.itemId(),
					new ItemUpdate.TextDelta(begun.contentIndex(), this.text.toString())));
			this.text.setLength(0);
			this.first = null;
		}
	}

}
