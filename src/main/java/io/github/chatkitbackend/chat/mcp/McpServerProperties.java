package io.github.chatkitbackend.chat.mcp;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

import io.github.chatkitbackend.settings.HttpUrl;
import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;

/**
 * How to reach one MCP server, and which of its tools to use.
 *
 * @param url its endpoint for Streamable HTTP
 * @param token fixed bearer token
 * @param forwardUser whether the server gets to know the end user, by the header
 * {@code ChatKit-User} and the user's JWT
 * @param tools names of the tools to use; all of them if empty
 * @param timeout maximum time of a call, 1s to 1h
 */
record McpServerProperties(
		@Nullable @NotNull(
				message = "is not set: set it to the URL of the server, such as http://tasks:8080/mcp") HttpUrl url,
		@Nullable McpToken token, @DefaultValue("false") Boolean forwardUser, @DefaultValue List<String> tools,
		@DefaultValue("30s") @DurationUnit(ChronoUnit.SECONDS) @DurationMin(seconds = 1,
				message = "must be between 1s and 1h") @DurationMax(hours = 1,
						message = "must be between 1s and 1h") Duration timeout) {

	boolean allows(String tool) {
		return this.tools.isEmpty() || this.tools.contains(tool);
	}

}
