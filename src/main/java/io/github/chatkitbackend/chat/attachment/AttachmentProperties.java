package io.github.chatkitbackend.chat.attachment;

import java.nio.file.Path;
import java.util.List;

import io.github.chatkitbackend.settings.HttpUrl;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;
import org.springframework.util.unit.DataSize;

/**
 * Which files users can attach.
 *
 * @param fileUpload limits
 * @param attachmentTypes media types of the files, such as {@code image/png} or
 * {@code text/*}; images, PDF, text, JSON and Office documents when absent
 * @param publicUrl URL at which browsers reach this service; the one of each request when
 * absent
 * @param dataDir directory below which the files are stored without a bucket
 */
@ConfigurationProperties("chatkit")
record AttachmentProperties(@DefaultValue @Valid FileUpload fileUpload,
		@Nullable List<@Pattern(regexp = AttachmentTypes.FORM,
				message = AttachmentTypes.FORM_MESSAGE) String> attachmentTypes,
		@Nullable HttpUrl publicUrl, @DefaultValue("./data") Path dataDir) {

	/** The limit of OpenAI's API for the files of one request. */
	private static final int MAX_SIZE_MB = 50;

	private static final int DEFAULT_SIZE_MB = 20;

	private static final int DEFAULT_FILES = 10;

	DataSize maxSize() {
		Integer size = this.fileUpload.maxSizeMb();
		return DataSize.ofMegabytes((size != null) ? Math.min(size, MAX_SIZE_MB) : DEFAULT_SIZE_MB);
	}

	int maxFiles() {
		Integer files = this.fileUpload.maxFiles();
		return (files != null) ? files : DEFAULT_FILES;
	}

	List<MimeType> types() {
		List<String> types = (this.attachmentTypes != null) ? this.attachmentTypes : AttachmentTypes.DEFAULT;
		return types.stream().map(MimeTypeUtils::parseMimeType).toList();
	}

	/**
	 * Limits of files.
	 *
	 * @param enabled whether users can attach files; by default, they can unless several
	 * instances may share the database, but not the files: with {@code DATABASE_URL} and
	 * without a bucket
	 * @param maxFiles files per message, at least 1; 10 by default
	 * @param maxSizeMb maximum size of a file in MB, 1 to 512; 20 by default, and at most
	 * 50
	 */
	record FileUpload(@Nullable Boolean enabled,
			@Nullable @Min(value = 1, message = "must be at least 1") Integer maxFiles,
			@Nullable @Range(min = 1, max = 512, message = "must be between 1 and 512") Integer maxSizeMb) {
	}

}
