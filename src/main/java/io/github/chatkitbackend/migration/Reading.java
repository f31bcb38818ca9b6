package io.github.chatkitbackend.migration;

import io.github.chatkitbackend.error.ErrorCode;
import io.github.chatkitbackend.openai.FailedCallException;

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
	 * @param advice what to do, as another
	 */
	record Aborted(String reason, String advice) implements Reading {

		static Aborted of(FailedCallException ex) {
			return switch (ex.code()) {
				case ErrorCode.OPENAI_CREDENTIALS_REJECTED -> refused(ex.reason());
				case ErrorCode.OPENAI_UNREACHABLE, ErrorCode.OPENAI_TIMEOUT ->
					new Aborted("OpenAI cannot be reached at %s (%s)".formatted(ex.address(), ex.reason()),
							"Check OPENAI_BASE_URL and the network, and start the import again");
				default -> new Aborted("OpenAI at %s sent no list of threads (%s)".formatted(ex.address(), ex.reason()),
						"Follow the advice in the warning above, and start the import again");
			};
		}

		private static Aborted refused(String status) {
			return new Aborted("OpenAI refused OPENAI_API_KEY (%s)".formatted(status),
					status.equals("401") ? "Correct it and start the import again"
							: "Check its permissions, OPENAI_ORG_ID and OPENAI_PROJECT_ID, and start the import again");
		}

	}

	/**
	 * There are no more threads.
	 */
	record End() implements Reading {
	}

}
