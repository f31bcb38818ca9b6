package io.github.chatkitbackend.chat.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for.
 *
 * @param limit most elements, 1 to 100
 * @param order the order
 * @param after cursor of the page before
 */
public record PageRequest(int limit, Order order, @Nullable String after) {

	/**
	 * The number of elements of a page unless it is asked for (the reference's default).
	 */
	public static final int DEFAULT_LIMIT = 20;

	private static final int MAX_LIMIT = 100;

	/**
	 * A page as a request names it.
	 * @param limit most elements; 20 if absent or 0, 100 at most
	 * @param order the order, newest first if absent
	 * @param after cursor of the page before
	 * @return the page
	 */
	static PageRequest of(@Nullable Integer limit, @Nullable Order order, @Nullable String after) {
		int wanted = (limit == null || limit == 0) ? DEFAULT_LIMIT : Math.min(limit, MAX_LIMIT);
		if (wanted < 0) {
			throw new IllegalArgumentException("limit must not be negative");
		}
		return new PageRequest(wanted, (order != null) ? order : Order.DESC, after);
	}

}
