package io.github.chatkitbackend.chat.attachment;

import java.util.concurrent.TimeUnit;

import io.github.chatkitbackend.chat.store.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.annotation.Scheduled;

/**
 * Deletes files that nobody sees any more, whoever has deleted their threads. Requests
 * leave that to this job, so that they do not wait for the files of other users.
 */
class ExpiredAttachments {

	private static final Logger logger = LoggerFactory.getLogger(ExpiredAttachments.class);

	private final Attachments attachments;

	ExpiredAttachments(Attachments attachments) {
		this.attachments = attachments;
	}

	@Scheduled(fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
	void delete() {
		try {
			this.attachments.deleteExpired();
		}
		catch (StoreUnavailableException ex) {
			logger.debug("Files of deleted threads are looked for again in a minute", ex);
		}
	}

}
