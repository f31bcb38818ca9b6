package io.github.chatkitbackend.chat.attachment;

import java.util.List;

import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;

import org.springframework.util.MimeType;
import org.springframework.util.unit.DataSize;

/**
 * The limits of files.
 *
 * @param enabled whether users can attach files
 * @param maxFiles files per message
 * @param maxSize size of a file
 * @param types media types of files
 */
public record AttachmentLimits(boolean enabled, int maxFiles, DataSize maxSize, List<MimeType> types) {

	void requireEnabled() {
		if (!this.enabled) {
			throw new ApiException(ErrorCode.UNSUPPORTED_OPERATION, "This service does not take attachments.");
		}
	}

	void requireSize(long size) {
		if (size < 0) {
			throw new ApiException(ErrorCode.INVALID_REQUEST, "The size of a file must not be negative.");
		}
		if (size > this.maxSize.toBytes()) {
			throw tooLarge();
		}
	}

	ApiException tooLarge() {
		return new ApiException(ErrorCode.REQUEST_TOO_LARGE,
				"The file must not be larger than %d MB.".formatted(this.maxSize.toMegabytes()));
	}

}
