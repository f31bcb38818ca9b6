package io.github.chatkitbackend.chat.attachment;

import java.util.Objects;

import io.github.chatkitbackend.settings.HttpUrl;
import io.github.chatkitbackend.settings.InvalidSettingException;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The S3-compatible store of attached files. The AWS SDK finds its credentials.
 *
 * @param bucket bucket for the files; without it, they are in a directory
 * @param endpoint URL of the store, for this service and browsers alike; AWS when absent
 * @param region region of the bucket; {@code us-east-1} when absent
 */
@ConfigurationProperties("chatkit.s3")
record S3Properties(@Nullable @Pattern(regexp = "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]",
		message = "must be the name of a bucket: 3 to 63 lowercase letters, digits, dots and hyphens") String bucket,
		@Nullable HttpUrl endpoint,
		@Nullable @Pattern(regexp = "[a-z0-9-]+", message = "must be a region such as eu-central-1") String region) {

	private static final String DEFAULT_REGION = "us-east-1";

	S3Properties {
		if (bucket == null && endpoint != null) {
			throw withoutBucket("endpoint");
		}
		if (bucket == null && region != null) {
			throw withoutBucket("region");
		}
		if (endpoint != null && endpoint.value().contains("?")) {
			throw new InvalidSettingException("endpoint", "must be a URL without a query");
		}
	}

	private static InvalidSettingException withoutBucket(String component) {
		return new InvalidSettingException(component, "has no effect by itself: also set CHATKIT_S3_BUCKET", "bucket");
	}

	String regionOrDefault() {
		return Objects.requireNonNullElse(this.region, DEFAULT_REGION);
	}

	/**
	 * Where the store is, for the log.
	 */
	String place() {
		return (this.endpoint != null) ? this.endpoint.value() : "AWS, region " + regionOrDefault();
	}

}
