package io.github.chatkitbackend.chat.attachment;

import java.io.IOException;

import io.github.chatkitbackend.chat.store.AttachmentStore;
import io.github.chatkitbackend.chat.store.StoredAttachment;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at files that clients have sent past this service when they are first used. What
 * is not allowed stays where it has arrived until its attachment is deleted.
 */
class ArrivedFiles {

	private static final Logger logger = LoggerFactory.getLogger(ArrivedFiles.class);

	private final AttachmentStore store;

	private final AttachmentBytes bytes;

	private final AttachmentTypes types;

	private final AttachmentLimits limits;

	ArrivedFiles(AttachmentStore store, AttachmentBytes bytes, AttachmentTypes types, AttachmentLimits limits) {
		this.store = store;
		this.bytes = bytes;
		this.types = types;
		this.limits = limits;
	}

	/**
	 * The attachment as it is after its bytes have arrived.
	 * @return the attachment, or {@code null} if they have not
	 * @throws io.github.chatkitbackend.error.ApiException if the file is not allowed
	 */
	@Nullable StoredAttachment uploaded(StoredAttachment attachment) {
		if (attachment.size() != null) {
			return attachment;
		}
		ArrivedFile file = this.bytes.arrived(attachment.id());
		return (file != null) ? keep(attachment, file) : null;
	}

	private @Nullable StoredAttachment keep(StoredAttachment announced, ArrivedFile file) {
		this.limits.requireSize(file.size());
		StoredAttachment uploaded = announced.uploaded(this.types.detect(file.beginning(), announced), file.size());
		this.bytes.keep(uploaded, file);
		if (this.store.saveUpload(uploaded)) {
			attempt(() -> this.bytes.discardArrived(announced.id()));
			return uploaded;
		}
		return kept(announced.id());
	}

	/**
	 * What another request has kept at the same time, unless it has deleted the file.
	 */
	private @Nullable StoredAttachment kept(String id) {
		StoredAttachment kept = this.store.find(id);
		if (kept == null) {
			attempt(() -> this.bytes.delete(id));
		}
		return kept;
	}

	/**
	 * What is not deleted is found by the rule for old uploads that a bucket should have.
	 */
	private static void attempt(Deletion deletion) {
		try {
			deletion.run();
		}
		catch (FilesUnavailableException | IOException ex) {
			logger.debug("A file that has arrived is not deleted", ex);
		}
	}

	/**
	 * Deletes a file.
	 */
	private interface Deletion {

		void run() throws IOException;

	}

}
