package io.github.chatkitbackend.chat.attachment;

import java.time.InstantSource;
import java.util.List;
import java.util.Objects;

import io.github.chatkitbackend.chat.ConditionalOnChat;
import io.github.chatkitbackend.chat.store.AttachmentStore;
import io.github.chatkitbackend.chat.store.SharedKey;
import io.github.chatkitbackend.web.BodyLimit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/**
 * The beans of attached files.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnChat
class AttachmentConfiguration {

	private static final Logger logger = LoggerFactory.getLogger(AttachmentConfiguration.class);

	private static final String DIRECTORY = "attachments";

	/** What a form adds to its file. */
	private static final DataSize FORM = DataSize.ofKilobytes(64);

	private final InstantSource clock = InstantSource.system();

	@Bean
	AttachmentBytes attachmentBytes(AttachmentProperties properties, S3Properties s3) {
		if (s3.bucket() != null) {
			logger.info("Attached files are stored in bucket {} of {}", s3.bucket(), s3.place());
			return new S3Bytes(new S3Connection(s3), s3.bucket());
		}
		return new DirectoryBytes(properties.dataDir().resolve(DIRECTORY), this.clock);
	}

	@Bean
	AttachmentTypes attachmentTypes(AttachmentProperties properties) {
		return new AttachmentTypes(properties.types());
	}

	@Bean
	AttachmentLinks attachmentLinks(AttachmentProperties properties, SharedKey attachmentKey) {
		return new AttachmentLinks(attachmentKey, properties.publicUrl(), this.clock);
	}

	/**
	 * Instances that share a database have directories of their own, unless their
	 * operator says otherwise by switching attachments on. They share a bucket.
	 */
	@Bean
	AttachmentLimits attachmentLimits(AttachmentProperties properties, S3Properties s3, AttachmentStore store) {
		boolean enabled = Objects.requireNonNullElse(properties.fileUpload().enabled(),
				s3.bucket() != null || !store.isShared());
		return new AttachmentLimits(enabled, properties.maxFiles(), properties.maxSize(),
				List.copyOf(properties.types()));
	}

	@Bean
	ArrivedFiles arrivedFiles(AttachmentStore store, AttachmentBytes bytes, AttachmentTypes types,
			AttachmentLimits limits) {
		return new ArrivedFiles(store, bytes, types, limits);
	}

	@Bean
	Attachments attachments(AttachmentStore store, AttachmentBytes bytes, AttachmentTypes types, AttachmentLinks links,
			ArrivedFiles arrived, AttachmentLimits limits) {
		return new Attachments(store, bytes, types, links, arrived, limits, this.clock);
	}

	@Bean
	Uploads uploads(Attachments attachments, AttachmentStore store, AttachmentBytes bytes, AttachmentTypes types,
			AttachmentLinks links, ArrivedFiles arrived) {
		return new Uploads(attachments, store, bytes, types, links, arrived);
	}

	@Bean
	ExpiredAttachments expiredAttachments(Attachments attachments) {
		return new ExpiredAttachments(attachments);
	}

	@Bean
	BodyLimit attachmentBodyLimit(AttachmentLimits limits) {
		return new BodyLimit("/attachments", DataSize.ofBytes(limits.maxSize().toBytes() + FORM.toBytes()));
	}

}
