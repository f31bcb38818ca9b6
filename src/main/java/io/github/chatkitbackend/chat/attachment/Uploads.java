package io.github.chatkitbackend.chat.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

import io.github.chatkitbackend.chat.protocol.Attachment;
import io.github.chatkitbackend.chat.store.AttachmentStore;
import io.github.chatkitbackend.chat.store.Owner;
import io.github.chatkitbackend.chat.store.StoredAttachment;
import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;
import org.apache.tomcat.util.http.fileupload.MultipartStream;
import org.jspecify.annotations.Nullable;

/**
 * Receives the bytes of files, and gives them back.
 */
public class Uploads {

	private final Attachments attachments;

	private final AttachmentStore store;

	private final AttachmentBytes bytes;

	private final AttachmentTypes types;

	private final AttachmentLinks links;

	private final ArrivedFiles arrived;

	Uploads(Attachments attachments, AttachmentStore store, AttachmentBytes bytes, AttachmentTypes types,
			AttachmentLinks links, ArrivedFiles arrived) {
		this.attachments = attachments;
		this.store = store;
		this.bytes = bytes;
		this.types = types;
		this.links = links;
		this.arrived = arrived;
	}

	/**
	 * Receive the bytes of a file that was announced.
	 * @param link the link that was given out for it
	 * @param file the file
	 * @return the attachment
	 * @throws IOException if the file cannot be read or stored
	 */
	public Attachment receive(Link link, UploadedFile file) throws IOException {
		this.links.verify(link.id(), "content", link.expires(), link.signature());
		StoredAttachment announced = Attachments.required(this.store.find(link.id()));
		if (announced.size() != null) {
			throw new ApiException(ErrorCode.CONFLICT, "This file has already been uploaded.");
		}
		return this.attachments.attachment(receive(announced, file.content()));
	}

	/**
	 * Receive a file that was not announced.
	 * @param owner whose file it is
	 * @param file the file
	 * @return the attachment
	 * @throws IOException if the file cannot be read or stored
	 */
	public Attachment receive(Owner owner, UploadedFile file) throws IOException {
		StoredAttachment announced = this.attachments.announce(owner, file.name(), file.type());
		try {
			return this.attachments.attachment(receive(announced, file.content()));
		}
		catch (IOException | RuntimeException ex) {
			this.attachments.delete(announced.id());
			throw ex;
		}
	}

	private StoredAttachment receive(StoredAttachment announced, InputStream content) throws IOException {
		Path file = this.bytes.newFile();
		try {
			long size = copy(content, file);
			return keep(announced.uploaded(this.types.detect(file, announced), size), file);
		}
		catch (MultipartStream.MalformedStreamException ex) {
			throw new ApiException(ErrorCode.INVALID_REQUEST, "The form ends in the middle of the file.");
		}
		finally {
			Files.deleteIfExists(file);
		}
	}

	private long copy(InputStream content, Path file) throws IOException {
		long limit = this.attachments.limits().maxSize().toBytes();
		try (OutputStream out = Files.newOutputStream(file)) {
			byte[] buffer = new byte[65_536];
			long size = 0;
			for (int read = content.read(buffer); read != -1; read = content.read(buffer)) {
				size += read;
				if (size > limit) {
					throw this.attachments.limits().tooLarge();
				}
				out.write(buffer, 0, read);
			}
			return size;
		}
	}

	/**
	 * Only the first of two uploads is kept.
	 */
	private StoredAttachment keep(StoredAttachment uploaded, Path file) throws IOException {
		if (!this.store.saveUpload(uploaded)) {
			throw new ApiException(ErrorCode.CONFLICT, "This file has already been uploaded, or it was deleted.");
		}
		this.bytes.keep(uploaded, file);
		return uploaded;
	}

	/**
	 * Read an image by a link that was given out for it.
	 * @param link the link
	 * @return the file
	 * @throws IOException if the file cannot be read
	 */
	public Download preview(Link link) throws IOException {
		return download(linked(link));
	}

	/**
	 * Find out where an image is, by a link that was given out for it.
	 * @param link the link
	 * @return a URL outside this service, or {@code null} if this service has the image
	 */
	public @Nullable URI previewElsewhere(Link link) {
		return this.bytes.link(linked(link));
	}

	private StoredAttachment linked(Link link) {
		this.links.verify(link.id(), "preview", link.expires(), link.signature());
		return uploaded(this.store.find(link.id()));
	}

	/**
	 * Read a file of a user.
	 * @param owner the user
	 * @param id the attachment
	 * @return the file
	 * @throws IOException if the file cannot be read
	 */
	public Download download(Owner owner, String id) throws IOException {
		return download(uploaded(this.store.find(owner, id)));
	}

	private StoredAttachment uploaded(@Nullable StoredAttachment found) {
		StoredAttachment uploaded = this.arrived.uploaded(Attachments.required(found));
		if (uploaded == null) {
			throw new ApiException(ErrorCode.ATTACHMENT_NOT_FOUND, "This file has not been uploaded yet.");
		}
		return uploaded;
	}

	private Download download(StoredAttachment attachment) throws IOException {
		return new Download(attachment.name(), AttachmentTypes.safe(attachment.type()),
				Objects.requireNonNull(attachment.size()), this.bytes.read(attachment.id()));
	}

	/**
	 * A link to a file.
	 *
	 * @param id the attachment
	 * @param expires when the link expires, in seconds since 1970
	 * @param signature proves that this service has made the link
	 */
	public record Link(String id, long expires, String signature) {
	}

	/**
	 * A file to download.
	 *
	 * @param name its name
	 * @param type a media type that no browser executes
	 * @param size its size in bytes
	 * @param content its bytes, which have to be closed
	 */
	public record Download(String name, String type, long size, InputStream content) {
	}

}
