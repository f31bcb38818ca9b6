package io.github.chatkitbackend.chat.attachment;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.function.Supplier;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.error.ErrorCode;
import io.github.chatkitbackend.settings.HttpUrl;
import org.jspecify.annotations.Nullable;

import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * URLs that allow one thing with one file for some time. The widget sends no token with
 * them.
 */
class AttachmentLinks {

	private static final String HMAC = "HmacSHA256";

	private static final Duration UPLOAD = Duration.ofHours(1);

	private final Supplier<byte[]> key;

	private final @Nullable HttpUrl publicUrl;

	private final InstantSource clock;

	AttachmentLinks(Supplier<byte[]> key, @Nullable HttpUrl publicUrl, InstantSource clock) {
		this.key = key;
		this.publicUrl = publicUrl;
		this.clock = clock;
	}

	/**
	 * Where the bytes of a file are sent.
	 */
	String upload(String id) {
		return link(id, "content", this.clock.instant().plus(UPLOAD));
	}

	/**
	 * Where an image is shown. The link stays the same for a day, so that browsers can
	 * cache the image, and is valid for another.
	 */
	String preview(String id) {
		return link(id, "preview", this.clock.instant().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(2)));
	}

	private String link(String id, String action, Instant expires) {
		return "%s/attachments/%s/%s?expires=%d&signature=%s".formatted(base(), id, action, expires.getEpochSecond(),
				sign(id, action, expires.getEpochSecond()));
	}

	private String base() {
		return (this.publicUrl != null) ? this.publicUrl.value().replaceAll("/+$", "")
				: ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString();
	}

	/**
	 * Check a link.
	 * @throws ApiException if it was not made by this service, or has expired
	 */
	void verify(String id, String action, long expires, String signature) {
		byte[] expected = sign(id, action, expires).getBytes(StandardCharsets.US_ASCII);
		if (!MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8))
				|| this.clock.instant().getEpochSecond() > expires) {
			throw new ApiException(ErrorCode.FORBIDDEN, "This link is not valid, or it has expired.");
		}
	}

	private String sign(String id, String action, long expires) {
		try {
			Mac mac = Mac.getInstance(HMAC);
			mac.init(new SecretKeySpec(this.key.get(), HMAC));
			byte[] signature = mac.doFinal("%s %s %d".formatted(action, id, expires).getBytes(StandardCharsets.UTF_8));
			return Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
