package io.github.chatkitbackend.chat.mcp;

import java.util.Map;

import jakarta.validation.Valid;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The MCP servers whose tools the model may call.
 *
 * @param mcp the servers by name
 */
@ConfigurationProperties("chatkit")
record McpProperties(@DefaultValue Map<String, @Valid McpServerProperties> mcp) {
}
