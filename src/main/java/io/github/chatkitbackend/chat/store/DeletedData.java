package io.github.chatkitbackend.chat.store;

/**
 * How much was deleted.
 *
 * @param threads number of threads
 * @param items number of their items
 */
public record DeletedData(long threads, long items) {

	static final DeletedData NONE = new DeletedData(0, 0);

	DeletedData plus(DeletedData other) {
		return new DeletedData(this.threads + other.threads, this.items + other.items);
	}

}
