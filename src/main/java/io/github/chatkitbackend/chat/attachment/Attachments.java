package io.github.chatkitbackend.chat.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

import io.github.chatkitbackend.chat.agent.AttachmentContent;
import io.github.chatkitbackend.chat.agent.AttachmentContents;
import io.github.chatkitbackend.chat.protocol.Attachment;
import io.github.chatkitbackend.chat.protocol.ChatId;
import io.github.chatkitbackend.chat.protocol.ThreadItem;
import io.github.chatkitbackend.chat.protocol.UserMessage;
import io.github.chatkitbackend.chat.store.AttachmentStore;
import io.github.chatkitbackend.chat.store.Owner;
import io.github.chatkitbackend.chat.store.StoredAttachment;
import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files that users attach to messages.
 */
public class Attachments implements AttachmentContents {

	private static final Logger logger = LoggerFactory.getLogger(Attachments.class);

	/** Files that were not sent are deleted then. */
	private static final Duration LIFETIME = Duration.ofDays(1);

	private static final int MAX_NAME = 255;

	/** Messages whose files a user may prepare at a time. */
	private static final int MAX_DRAFTS = 5;

	private final AttachmentStore store;

	private final AttachmentBytes bytes;

	private final AttachmentTypes types;

	private final AttachmentLinks links;

	private final ArrivedFiles arrived;

	private final AttachmentLimits limits;

	private final InstantSource clock;

	Attachments(AttachmentStore store, AttachmentBytes bytes, AttachmentTypes types, AttachmentLinks links,
			ArrivedFiles arrived, AttachmentLimits limits, InstantSource clock) {
		this.store = store;
		this.bytes = bytes;
		this.types = types;
		this.links = links;
		this.arrived = arrived;
		this.limits = limits;
		this.clock = clock;
	}

	/**
	 * The limits of files.
	 * @return the limits
	 */
	public AttachmentLimits limits() {
		return this.limits;
	}

	/**
	 * Announce a file, whose bytes follow.
	 * @param owner whose file it is
	 * @param name its name
	 * @param size its size in bytes
	 * @param type its media type, as far as the client knows it
	 * @return the attachment, with the place for its bytes
	 * @throws ApiException if the file cannot be attached
	 */
	public Attachment create(Owner owner, String name, long size, String type) {
		this.limits.requireEnabled();
		this.limits.requireSize(size);
		StoredAttachment announced = prepare(owner, name, type);
		Attachment.UploadDescriptor upload = this.bytes.upload(announced, size);
		save(owner, announced);
		return attachment(announced, (upload != null) ? upload
				: new Attachment.UploadDescriptor(this.links.upload(announced.id()), "PUT", Map.of()));
	}

	StoredAttachment announce(Owner owner, String name, String type) {
		StoredAttachment announced = prepare(owner, name, type);
		save(owner, announced);
		return announced;
	}

	private void save(Owner owner, StoredAttachment announced) {
		this.store.create(owner, announced, this.clock.instant().plus(LIFETIME));
	}

	private StoredAttachment prepare(Owner owner, String name, String type) {
		this.limits.requireEnabled();
		if (this.store.countUnsent(owner) >= (long) MAX_DRAFTS * this.limits.maxFiles()) {
			throw new ApiException(ErrorCode.CONFLICT,
					"You have attached too many files without sending them. Send or remove some of them.");
		}
		String known = this.types.announced(name, type);
		return new StoredAttachment(ChatId.ATTACHMENT.next(), null, shortened(name), known,
				AttachmentTypes.isImage(known), null);
	}

	private static String shortened(String name) {
		String clean = name.replaceAll("[\\p{Cntrl}/\\\\]", "_").strip();
		return clean.isEmpty() ? "file" : clean.substring(0, Math.min(clean.length(), MAX_NAME));
	}

	/**
	 * Delete a file that was not sent, if it exists.
	 * @param owner whose file it is
	 * @param id the attachment
	 * @throws ApiException with {@code conflict} if it was sent
	 */
	public void delete(Owner owner, String id) {
		StoredAttachment attachment = this.store.find(owner, id);
		if (attachment != null && attachment.threadId() != null) {
			throw new ApiException(ErrorCode.CONFLICT,
					"This file was sent in a message. It is deleted together with its thread.");
		}
		if (attachment != null) {
			delete(attachment.id());
		}
	}

	/**
	 * Delete a file now, or as soon as its store answers.
	 */
	void delete(String id) {
		try {
			deleteNow(id);
		}
		catch (FilesUnavailableException ex) {
			this.store.expire(id);
		}
	}

	private void deleteNow(String id) {
		try {
			this.bytes.delete(id);
			this.store.delete(id);
		}
		catch (IOException ex) {
			logger.warn("The file of {} could not be deleted. It is tried again", id, ex);
		}
	}

	/**
	 * Find the files of a message that is about to be sent.
	 * @param owner who sends it
	 * @param threadId the thread
	 * @param ids the attachments
	 * @return the attachments as parts of the thread
	 * @throws ApiException if one does not exist, has no bytes yet, or was sent elsewhere
	 */
	public List<Attachment> toSend(Owner owner, String threadId, List<String> ids) {
		if (ids.size() > this.limits.maxFiles()) {
			throw new ApiException(ErrorCode.INVALID_REQUEST,
					"A message must not have more than %d files.".formatted(this.limits.maxFiles()));
		}
		if (new HashSet<>(ids).size() < ids.size()) {
			throw new ApiException(ErrorCode.INVALID_REQUEST, "A file can be attached to a message only once.");
		}
		return ids.stream().map((id) -> toSend(owner, threadId, id)).toList();
	}

	private Attachment toSend(Owner owner, String threadId, String id) {
		StoredAttachment attachment = required(this.store.find(owner, id));
		if (attachment.threadId() != null) {
			throw new ApiException(ErrorCode.CONFLICT, "This file was already sent. Attach it again.");
		}
		StoredAttachment uploaded = this.arrived.uploaded(attachment);
		if (uploaded == null) {
			throw new ApiException(ErrorCode.CONFLICT, "This file has not been uploaded yet.");
		}
		return attachment(uploaded).inThread(threadId);
	}

	static StoredAttachment required(@Nullable StoredAttachment attachment) {
		if (attachment == null) {
			throw new ApiException(ErrorCode.ATTACHMENT_NOT_FOUND, "There is no such attachment.");
		}
		return attachment;
	}

	/**
	 * A file whose bytes have arrived.
	 */
	Attachment attachment(StoredAttachment stored) {
		return attachment(stored, null);
	}

	private Attachment attachment(StoredAttachment stored, Attachment.@Nullable UploadDescriptor upload) {
		return stored.image()
				? new Attachment.Image(stored.id(), stored.name(), stored.type(), upload, stored.threadId(),
						this.links.preview(stored.id()))
				: new Attachment.File(stored.id(), stored.name(), stored.type(), upload, stored.threadId());
	}

	/**
	 * The same item with links that are valid from now on.
	 * @param item the item as it is stored
	 * @return the item as a client gets it
	 */
	public ThreadItem withLinks(ThreadItem item) {
		return (item instanceof UserMessage message && !message.attachments().isEmpty())
				? message.withAttachments(message.attachments().stream().map(this::withLink).toList()) : item;
	}

	private Attachment withLink(Attachment attachment) {
		return (attachment instanceof Attachment.Image image) ? image.withPreviewUrl(this.links.preview(image.id()))
				: attachment;
	}

	/**
	 * Delete the files whose thread is gone, and those that were never sent.
	 */
	void deleteExpired() {
		try {
			this.store.expired(this.clock.instant()).forEach(this::deleteNow);
		}
		catch (FilesUnavailableException ex) {
			logger.debug("Files are deleted when their store answers again", ex);
		}
	}

	@Override
	public long size(Attachment attachment) {
		StoredAttachment stored = this.store.find(attachment.id());
		return (stored != null && stored.size() != null) ? stored.size() : 0;
	}

	@Override
	public @Nullable AttachmentContent read(Attachment attachment) throws IOException {
		StoredAttachment stored = this.store.find(attachment.id());
		if (stored == null || stored.size() == null) {
			return null;
		}
		try (InputStream in = this.bytes.read(stored.id())) {
			return new AttachmentContent(stored.type(), in.readAllBytes());
		}
		catch (FilesUnavailableException ex) {
			throw new IOException(ex.getMessage());
		}
		catch (NoSuchFileException ex) {
			logger.warn("The file of {} is missing", stored.id());
			return null;
		}
	}

}
