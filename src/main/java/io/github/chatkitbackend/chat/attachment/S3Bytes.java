package io.github.chatkitbackend.chat.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.chatkitbackend.chat.protocol.Attachment;
import io.github.chatkitbackend.chat.store.StoredAttachment;
import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.presigner.PresignedRequest;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

import org.springframework.http.ContentDisposition;

/**
 * Files in the bucket of an S3-compatible store. Clients upload to a place of their own.
 * A file that was looked at is copied from there, so that the client cannot replace it
 * afterwards.
 */
class S3Bytes implements AttachmentBytes, AutoCloseable {

	private static final String KEPT = "attachments/";

	private static final String INCOMING = "incoming/";

	private static final Duration LINK = Duration.ofHours(1);

	/** A link is sent in a header, and all headers together may have 4 KB. */
	private static final int MAX_LINK = 2048;

	private final S3Connection s3;

	private final String bucket;

	S3Bytes(S3Connection s3, String bucket) {
		this.s3 = s3;
		this.bucket = bucket;
	}

	@Override
	public Path newFile() throws IOException {
		return Files.createTempFile("attachment-", null);
	}

	@Override
	public void keep(StoredAttachment attachment, Path file) {
		this.s3.call((client) -> client.putObject(
				(put) -> put.bucket(this.bucket).key(KEPT + attachment.id()).contentType(attachment.type()),
				RequestBody.fromFile(file)));
	}

	@Override
	public InputStream read(String id) throws IOException {
		try {
			return open(KEPT + id);
		}
		catch (NoSuchKeyException ex) {
			throw new NoSuchFileException(id);
		}
	}

	private ResponseInputStream<GetObjectResponse> open(String key) {
		return this.s3.call((client) -> client.getObject((get) -> get.bucket(this.bucket).key(key)));
	}

	@Override
	public void delete(String id) {
		delete(List.of(KEPT + id, INCOMING + id));
	}

	private void delete(List<String> keys) {
		keys.forEach((key) -> this.s3
			.call((client) -> client.deleteObject((delete) -> delete.bucket(this.bucket).key(key))));
	}

	/**
	 * The store refuses a file of another size or type than the announced ones, because
	 * they are signed. Browsers send the size by themselves.
	 */
	@Override
	public Attachment.UploadDescriptor upload(StoredAttachment announced, long size) {
		String url = url(this.s3
			.presign((presigner) -> presigner.presignPutObject((signature) -> signature.signatureDuration(LINK)
				.putObjectRequest((put) -> put.bucket(this.bucket)
					.key(INCOMING + announced.id())
					.contentType(announced.type())
					.contentLength(size)))));
		return new Attachment.UploadDescriptor(url, "PUT", Map.of("Content-Type", announced.type()));
	}

	@Override
	public @Nullable ArrivedFile arrived(String id) {
		try (ResponseInputStream<GetObjectResponse> file = open(INCOMING + id)) {
			byte[] beginning = file.readNBytes(AttachmentTypes.BEGINNING);
			// Otherwise, closing it would read the rest
			file.abort();
			return new ArrivedFile(file.response().eTag(), file.response().contentLength(), beginning);
		}
		catch (NoSuchKeyException ex) {
			return null;
		}
		catch (IOException ex) {
			throw new FilesUnavailableException(ex);
		}
	}

	@Override
	public void keep(StoredAttachment attachment, ArrivedFile file) {
		try {
			this.s3.call((client) -> client.copyObject((copy) -> copy.sourceBucket(this.bucket)
				.sourceKey(INCOMING + attachment.id())
				.copySourceIfMatch(file.version())
				.destinationBucket(this.bucket)
				.destinationKey(KEPT + attachment.id())
				.metadataDirective(MetadataDirective.REPLACE)
				.contentType(attachment.type())));
		}
		catch (S3Exception ex) {
			throw new ApiException(ErrorCode.CONFLICT, "This file was uploaded again at the same time. Try again.");
		}
	}

	@Override
	public void discardArrived(String id) {
		delete(List.of(INCOMING + id));
	}

	/**
	 * No browser runs the file, whatever it is. If its name makes the link too long, the
	 * file is saved under its id.
	 */
	@Override
	public URI link(StoredAttachment attachment) {
		ContentDisposition named = ContentDisposition.attachment()
			.filename(attachment.name(), StandardCharsets.UTF_8)
			.build();
		String link = link(attachment, named);
		return URI
			.create((link.length() <= MAX_LINK) ? link : link(attachment, ContentDisposition.attachment().build()));
	}

	private String link(StoredAttachment attachment, ContentDisposition disposition) {
		return url(this.s3
			.presign((presigner) -> presigner.presignGetObject((signature) -> signature.signatureDuration(LINK)
				.getObjectRequest((get) -> get.bucket(this.bucket)
					.key(KEPT + attachment.id())
					.responseContentType(AttachmentTypes.safe(attachment.type()))
					.responseContentDisposition(disposition.toString())))));
	}

	private static String url(PresignedRequest request) {
		return request.url().toString();
	}

	@Override
	public void close() {
		this.s3.close();
	}

}
