package io.github.chatkitbackend.chat.agent;

import java.util.Base64;

/**
 * What an attached file contains.
 *
 * @param mediaType its type, detected from the content
 * @param bytes the content
 */
public record AttachmentContent(String mediaType, byte[] bytes) {

	/**
	 * The content as part of a request.
	 * @return a data URL
	 */
	public String dataUrl() {
		return "data:%s;base64,%s".formatted(this.mediaType, Base64.getEncoder().encodeToString(this.bytes));
	}

}
