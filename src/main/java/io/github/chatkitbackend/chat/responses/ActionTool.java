package io.github.chatkitbackend.chat.responses;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.chatkitbackend.settings.InvalidSettingException;
import org.jspecify.annotations.Nullable;

/**
 * The tool that an action of a widget calls.
 *
 * @param action the type of the action
 * @param server the MCP server of the tool, or {@code null} for a tool of this service
 * @param tool the name of the tool
 */
record ActionTool(String action, @Nullable String server, String tool) {

	private static final Pattern ENTRY = Pattern
		.compile("(?<action>[^=\\s]+)\\s*=\\s*((?<server>[a-zA-Z0-9]+)/)?(?<tool>[^=\\s]+)");

	/**
	 * Parse an entry of a setting.
	 * @param text an action and a tool, such as {@code task.complete=tasks/complete_task}
	 * @return the entry
	 * @throws InvalidSettingException if the text is not such a pair
	 */
	public static ActionTool of(String text) {
		Matcher entry = ENTRY.matcher(text.strip());
		if (!entry.matches()) {
			throw new InvalidSettingException(
					"must be an action and a tool such as task.complete=tasks/complete_task or task.show=show_task");
		}
		String server = entry.group("server");
		if (server == null && !ToolSets.isName(entry.group("tool"))) {
			throw InvalidSettingException.ofEntry(entry.group("action"),
					"must name a tool of this service, or a server and its tool such as tasks/complete_task");
		}
		return new ActionTool(entry.group("action"), (server != null) ? server.toLowerCase(Locale.ROOT) : null,
				entry.group("tool"));
	}

	/**
	 * How the tool names itself.
	 */
	String reference() {
		return (this.server != null) ? this.server + "/" + this.tool : this.tool;
	}

}
