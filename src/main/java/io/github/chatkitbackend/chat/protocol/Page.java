package io.github.chatkitbackend.chat.protocol;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param <T> what is listed
 * @param data the elements
 * @param hasMore whether the list goes on
 * @param after the cursor of the next page, if there is one
 */
public record Page<T>(List<T> data, boolean hasMore, @Nullable String after) {

	/**
	 * Create a page.
	 */
	public Page {
		data = Defaults.list(data);
	}

	/**
	 * A page of nothing.
	 * @param <T> what is listed
	 * @return the page
	 */
	public static <T> Page<T> empty() {
		return new Page<>(List.of(), false, null);
	}

}
