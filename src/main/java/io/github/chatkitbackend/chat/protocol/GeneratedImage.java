package io.github.chatkitbackend.chat.protocol;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonTypeName;
import org.jspecify.annotations.Nullable;

/**
 * An image that the model generated.
 *
 * @param id the item's id
 * @param threadId the thread
 * @param createdAt when it was created
 * @param image the image, or {@code null} while it is generated
 */
@JsonTypeName("generated_image")
public record GeneratedImage(String id, String threadId, Instant createdAt,
		@Nullable Image image) implements ThreadItem {

	/**
	 * An image.
	 *
	 * @param id the image's id
	 * @param url where it can be loaded from; a data URL is possible
	 */
	public record Image(String id, String url) {
	}

}
