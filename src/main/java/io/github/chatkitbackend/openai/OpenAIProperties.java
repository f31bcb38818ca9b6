package io.github.chatkitbackend.openai;

import io.github.chatkitbackend.settings.HttpUrl;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Credentials and URL of OpenAI's API. The environment variables have the same names as
 * in OpenAI's SDKs, such as {@code OPENAI_API_KEY}.
 *
 * @param apiKey OpenAI's secret key; required
 * @param baseUrl base URL of the API, for a proxy or a test
 * @param orgId organization to bill, for keys with access to several organizations
 * @param projectId project to bill, for keys with access to several projects
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
