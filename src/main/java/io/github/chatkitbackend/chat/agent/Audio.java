package io.github.chatkitbackend.chat.agent;

/**
 * Speech to turn into text.
 *
 * @param bytes the recording
 * @param mimeType its type as the browser names it, such as
 * {@code audio/webm;codecs=opus}
 */
public record Audio(byte[] bytes, String mimeType) {

	/**
	 * The type without parameters.
	 * @return the type, such as {@code audio/webm}
	 */
	public String mediaType() {
		int semicolon = this.mimeType.indexOf(';');
		return ((semicolon < 0) ? this.mimeType : this.mimeType.substring(0, semicolon)).strip();
	}

}
