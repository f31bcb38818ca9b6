package io.github.chatkitbackend.chat.mcp;

import io.github.chatkitbackend.settings.InvalidSettingException;

/**
 * The fixed bearer token for an MCP server. Its string form does not contain the token.
 *
 * @param value the token
 */
record McpToken(String value) {

	/**
	 * Parse a setting.
	 * @param text the setting's text
	 * @return the token
	 * @throws InvalidSettingException if it is a placeholder or contains characters that
	 * a header does not allow
	 */
	public static McpToken of(String text) {
		if (text.contains("REPLACE_ME")) {
			throw new InvalidSettingException("is still the placeholder REPLACE_ME");
		}
		if (!text.matches("[!-~]+")) {
			throw new InvalidSettingException("must not contain spaces or characters outside ASCII");
		}
		return new McpToken(text);
	}

	@Override
	public String toString() {
		return "McpToken[***]";
	}

}
