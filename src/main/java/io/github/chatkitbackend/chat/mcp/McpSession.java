package io.github.chatkitbackend.chat.mcp;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What client and server have agreed on.
 *
 * @param id the server's id of the session, or {@code null} if it keeps none
 * @param protocolVersion the version of the protocol
 */
record McpSession(@Nullable String id, String protocolVersion) {

	static final String NEWEST_VERSION = "2025-11-25";

	private static final Set<String> VERSIONS = Set.of(NEWEST_VERSION, "2025-06-18", "2025-03-26");

	/**
	 * Begin a session.
	 * @param id the server's id of the session
	 * @param version the version of the protocol that the server has chosen
	 * @return the session
	 * @throws McpException if this client does not support the version
	 */
	static McpSession of(@Nullable String id, String version) throws McpException {
		if (!VERSIONS.contains(version)) {
			throw McpException.unavailable("it requires a version of the protocol that is not supported: "
					+ version.replaceAll("[^0-9A-Za-z.-].*", ""));
		}
		return new McpSession(id, version);
	}

	@Override
	public String toString() {
		return "McpSession[protocolVersion=%s]".formatted(this.protocolVersion);
	}

}
