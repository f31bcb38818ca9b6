package io.github.chatkitbackend.chat.protocol;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import org.jspecify.annotations.Nullable;

/**
 * A file or an image that a user attached.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface Attachment {

	/**
	 * The attachment's id.
	 * @return the id
	 */
	String id();

	/**
	 * The file's name.
	 * @return the name
	 */
	String name();

	/**
	 * The file's media type.
	 * @return the type, such as {@code image/png}
	 */
	String mimeType();

	/**
	 * Where the bytes have to be sent.
	 * @return the target, or {@code null} after the bytes have arrived
	 */
	@Nullable UploadDescriptor uploadDescriptor();

	/**
	 * The thread in which the attachment was sent.
	 * @return the thread's id, or {@code null} before it was sent
	 */
	@Nullable String threadId();

	/**
	 * The same attachment as part of a thread.
	 * @param threadId the thread's id
	 * @return the attachment
	 */
	Attachment inThread(String threadId);

	/**
	 * A file.
	 *
	 * @param id the attachment's id
	 * @param name the file's name
	 * @param mimeType its type
	 * @param uploadDescriptor where the file is to be sent, until it has arrived
	 * @param threadId the thread, once it was sent
	 */
	@JsonTypeName("file")
	record File(String id, String name, String mimeType, @Nullable UploadDescriptor uploadDescriptor,
			@Nullable String threadId) implements Attachment {

		@Override
		public File inThread(String threadId) {
			return new File(this.id, this.name, this.mimeType, this.uploadDescriptor, threadId);
		}

	}

	/**
	 * An image, which the widget shows by its preview.
	 *
	 * @param id the attachment's id
	 * @param name the file's name
	 * @param mimeType its type
	 * @param uploadDescriptor where the file is to be sent, until it has arrived
	 * @param threadId the thread, once it was sent
	 * @param previewUrl URL of a preview
	 */
	@JsonTypeName("image")
	record Image(String id, String name, String mimeType, @Nullable UploadDescriptor uploadDescriptor,
			@Nullable String threadId, String previewUrl) implements Attachment {

		@Override
		public Image inThread(String threadId) {
			return new Image(this.id, this.name, this.mimeType, this.uploadDescriptor, threadId, this.previewUrl);
		}

		/**
		 * The same image with another preview.
		 * @param previewUrl where the widget loads it
		 * @return the image
		 */
		public Image withPreviewUrl(String previewUrl) {
			return new Image(this.id, this.name, this.mimeType, this.uploadDescriptor, this.threadId, previewUrl);
		}

	}

	/**
	 * Where and how the bytes of an attachment are uploaded.
	 *
	 * @param url the target
	 * @param method {@code POST} or {@code PUT}
	 * @param headers headers to send
	 */
	record UploadDescriptor(String url, String method, Map<String, String> headers) {

		/**
		 * Create a descriptor.
		 */
		public UploadDescriptor {
			headers = (headers != null) ? Map.copyOf(headers) : Map.of();
		}

	}

}
