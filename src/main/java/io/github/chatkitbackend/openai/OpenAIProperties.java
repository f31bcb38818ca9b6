package io.github.chatkitbackend.openai;

import io.github.chatkitbackend.settings.HttpUrl;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which OpenAI account pays, and where OpenAI is. The names are those of OpenAI's own
 * SDKs: {@code OPENAI_API_KEY} and so on.
 *
 * @param apiKey OpenAI's secret key; required
 * @param baseUrl root of the API, for a proxy or a test
 * @param orgId organization to bill, for keys that belong to several
 * @param projectId project to bill, for keys that belong to several
 */
@ConfigurationProperties("openai")
record OpenAIProperties(
		@Nullable @NotNull(message = "is not set: create a key at https://platform.openai.com/api-keys") ApiKey apiKey,
		@DefaultValue("https://api.openai.com/v1") HttpUrl baseUrl,
		@Nullable @Pattern(regexp = HEADER_VALUE, message = NOT_A_HEADER_VALUE) String orgId,
		@Nullable @Pattern(regexp = HEADER_VALUE, message = NOT_A_HEADER_VALUE) String projectId) {

	private static final String HEADER_VALUE = "[!-~]*";

	private static final String NOT_A_HEADER_VALUE = "must not contain spaces or characters outside ASCII";

}
