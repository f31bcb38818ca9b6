package io.github.chatkitbackend.chat.store;

import java.time.Duration;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Runs the statements of a caller on a connection. They may run a second time after they
 * were rolled back.
 */
interface StatementRunner extends AutoCloseable {

	/** How long callers wait for their turn before they are told that it is of no use. */
	Duration PATIENCE = Duration.ofMillis(2_500);

	/**
	 * Run statements that change nothing and need no common transaction.
	 * @param <T> the type of the result
	 * @param statements the statements
	 * @return their result
	 */
	<T extends @Nullable Object> T read(Supplier<T> statements);

	/**
	 * Run statements that need no common transaction.
	 * @param <T> the type of the result
	 * @param statements the statements
	 * @return their result, after it was committed
	 */
	<T extends @Nullable Object> T run(Supplier<T> statements);

	/**
	 * Run statements in one transaction, or in the one that is in progress.
	 * @param <T> the type of the result
	 * @param statements the statements
	 * @return their result, after it was committed
	 */
	<T extends @Nullable Object> T transaction(Supplier<T> statements);

	@Override
	default void close() {
	}

}
