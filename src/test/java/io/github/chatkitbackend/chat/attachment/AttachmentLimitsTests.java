package io.github.chatkitbackend.chat.attachment;

import java.util.Arrays;

import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.Services;
import io.github.chatkitbackend.chat.store.Databases;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The limits of files, as pages learn them.
 */
@ChatKitTest
class AttachmentLimitsTests {

	private final Services services;

	AttachmentLimitsTests(Services services) {
		this.services = services;
	}

	@Test
	void allowTwentyMegabytesAndTenFilesByDefault() {
		JsonNode limits = limits();
		assertThat(limits.path("enabled").booleanValue()).isTrue();
		assertThat(limits.path("maxCount").intValue()).isEqualTo(10);
		assertThat(limits.path("maxSize").intValue()).isEqualTo(20 * 1024 * 1024);
		assertThat(limits.path("accept").propertyNames()).contains("image/png", "application/pdf", "text/*");
	}

	@Test
	void allowNothingByDefaultIfInstancesMayShareADatabase() {
		String database = "DATABASE_URL=" + Databases.createPostgreSQL();
		assertThat(limits(database).path("enabled").booleanValue()).isFalse();
		assertThat(limits(database, "CHATKIT_FILE_UPLOAD_ENABLED=true").path("enabled").booleanValue()).isTrue();
	}

	@Test
	void followTheSettings() {
		JsonNode limits = limits("CHATKIT_FILE_UPLOAD_MAX_FILES=2", "CHATKIT_FILE_UPLOAD_MAX_SIZE_MB=512",
				"CHATKIT_ATTACHMENT_TYPES=image/png");
		assertThat(limits.path("maxCount").intValue()).isEqualTo(2);
		assertThat(limits.path("maxSize").intValue()).isEqualTo(50 * 1024 * 1024);
		assertThat(limits.path("accept").propertyNames()).containsExactly("image/png");
	}

	private JsonNode limits(String... settings) {
		String[] all = Arrays.copyOf(settings, settings.length + 1);
		all[settings.length] = "CHATKIT_MODEL=gpt-5.5";
		return this.services.start(all).get("/chatkit/config").json().at("/composer/attachments");
	}

}
