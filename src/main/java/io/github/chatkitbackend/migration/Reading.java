package io.github.chatkitbackend.migration;

/**
 * What came of reading a thread.
 */
sealed interface Reading {

	/**
	 * The thread was read.
	 *
	 * @param conversation the thread and its items
	 */
	record Complete(HostedConversation conversation) implements Reading {
	}

	/**
	 * The thread cannot be copied, and another attempt cannot help.
	 *
	 * @param reason which threads these are, in words that follow a number
	 */
	record Skipped(String reason) implements Reading {
	}

	/**
	 * The thread could not be read. The log contains the reason.
	 *
	 * @param threadId the thread
	 */
	record Failed(String threadId) implements Reading {
	}

	/**
	 * No more threads can be read.
	 *
	 * @param reason why, as a sentence
	 */
	record Aborted(String reason) implements Reading {
	}

	/**
	 * There are no more threads.
	 */
	record End() implements Reading {
	}

}
