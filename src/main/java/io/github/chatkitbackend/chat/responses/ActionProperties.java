package io.github.chatkitbackend.chat.responses;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.github.chatkitbackend.settings.InvalidSettingException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The tools that actions of widgets call.
 *
 * @param widgetActions the tools by actions
 * @param mcp the MCP servers by name
 */
@ConfigurationProperties("chatkit")
record ActionProperties(@DefaultValue List<ActionTool> widgetActions, @DefaultValue Map<String, Server> mcp) {

	ActionProperties {
		Set<String> actions = new HashSet<>();
		for (ActionTool entry : widgetActions) {
			if (!actions.add(entry.action())) {
				throw new InvalidSettingException("widget-actions",
						"must not name a tool for %s twice".formatted(entry.action()));
			}
			if (entry.server() != null && !mcp.containsKey(entry.server())) {
				throw new InvalidSettingException("widget-actions",
						"names the MCP server %s for %s, which does not exist: set CHATKIT_MCP_%s_URL"
							.formatted(entry.server(), entry.action(), entry.server().toUpperCase(Locale.ROOT)),
						"mcp");
			}
		}
	}

	/**
	 * What is known of a server here.
	 *
	 * @param url its endpoint
	 */
	record Server(@Nullable String url) {

	}

}
