package io.github.chatkitbackend.chat.attachment;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

import io.github.chatkitbackend.error.ApiException;
import io.github.chatkitbackend.settings.HttpUrl;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Links are valid for one thing, and not for long.
 */
class AttachmentLinksTests {

	private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

	private final AtomicReference<Instant> now = new AtomicReference<>(NOON);

	private final AttachmentLinks links = links(new byte[] { 1 });

	@Test
	void expire() {
		String upload = this.links.upload("atc_1");
		assertValid(upload, "content", NOON.plusSeconds(3_600));
		assertInvalid(this.links, upload, "content", NOON.plusSeconds(3_601));
		String preview = this.links.preview("atc_1");
		assertValid(preview, "preview", Instant.parse("2026-11-22T00:00:00Z"));
		assertInvalid(this.links, preview, "preview", Instant.parse("2026-11-22T00:00:01Z"));
	}

	@Test
	void stayTheSameForADayIfTheyShowAnImage() {
		String preview = this.links.preview("atc_1");
		this.now.set(NOON.plusSeconds(11 * 3_600));
		assertThat(this.links.preview("atc_1")).isEqualTo(preview);
		this.now.set(NOON.plusSeconds(12 * 3_600));
		assertThat(this.links.preview("atc_1")).isNotEqualTo(preview);
	}

	@Test
	void areWorthNothingWithAnotherKey() {
		assertInvalid(links(new byte[] { 2 }), this.links.upload("atc_1"), "content", NOON);
	}

	private AttachmentLinks links(byte[] key) {
		return new AttachmentLinks(() -> key, HttpUrl.of("https://chat.example.com"), this.now::get);
	}

	private void assertValid(String link, String action, Instant time) {
		this.now.set(time);
		assertThatNoException().isThrownBy(() -> verify(this.links, link, action));
	}

	private void assertInvalid(AttachmentLinks verifier, String link, String action, Instant time) {
		this.now.set(time);
		assertThatExceptionOfType(ApiException.class).isThrownBy(() -> verify(verifier, link, action))
			.satisfies((ex) -> assertThat(ex.code().code()).isEqualTo("forbidden"));
	}

	private static void verify(AttachmentLinks verifier, String link, String action) {
		verifier.verify("atc_1", action, Long.parseLong(link.replaceAll(".*expires=(\\d+).*", "$1")),
				link.replaceAll(".*signature=", ""));
	}

}
