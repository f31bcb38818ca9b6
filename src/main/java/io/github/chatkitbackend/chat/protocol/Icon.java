package io.github.chatkitbackend.chat.protocol;

import java.util.Set;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The name of an icon: one of ChatKit's own, or any name with the prefix {@code vendor:}
 * or {@code lucide:}.
 *
 * @param name the name
 */
public record Icon(@JsonValue String name) {

	private static final Set<String> NAMES = Set.of(("agent analytics atom batch bolt book-open book-closed book-clock "
			+ "bug calendar chart check check-circle check-circle-filled chevron-left chevron-right circle-question "
			+ "clock compass confetti cube desktop document dot dots-horizontal dots-vertical empty-circle "
			+ "external-link globe keys lab images info lifesaver lightbulb mail map-pin maps mobile name notebook "
			+ "notebook-pencil page-blank phone play plus profile profile-card reload star star-filled search sparkle "
			+ "sparkle-double square-code square-image square-text suitcase settings-slider user wreath write "
			+ "write-alt write-alt2")
		.split(" "));

	/**
	 * Create an icon.
	 * @throws IllegalArgumentException if ChatKit has no icon of this name
	 */
	@JsonCreator
	public Icon {
		if (!NAMES.contains(name) && !name.startsWith("vendor:") && !name.startsWith("lucide:")) {
			throw new IllegalArgumentException("ChatKit has no icon named " + name);
		}
	}

}
