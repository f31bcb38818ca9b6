package io.github.chatkitbackend.chat.responses;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.chatkitbackend.chat.tool.ToolDescription;
import io.github.chatkitbackend.settings.InvalidSettingException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A file that describes the tools that pages run: a JSON array of objects with
 * {@code name}, {@code description} and {@code parameters}.
 *
 * @param tools the tools
 */
record ClientToolsFile(List<ToolDescription> tools) {

	private static final JsonMapper JSON = new JsonMapper();

	/**
	 * Read a file.
	 * @param path its path
	 * @return the tools
	 * @throws InvalidSettingException if it is not such a file
	 */
	public static ClientToolsFile of(String path) {
		JsonNode array = read(path);
		if (!array.isArray()) {
			throw new InvalidSettingException("must name a file that contains a JSON array of tools");
		}
		List<ToolDescription> tools = array.valueStream().map(ClientToolsFile::tool).toList();
		Set<String> names = new HashSet<>();
		for (ToolDescription tool : tools) {
			if (!names.add(tool.name())) {
				throw new InvalidSettingException("must not use the name %s twice".formatted(tool.name()));
			}
		}
		return new ClientToolsFile(tools);
	}

	private static JsonNode read(String path) {
		try {
			return JSON.readTree(Files.readString(Path.of(path)));
		}
		catch (IOException | InvalidPathException ex) {
			throw new InvalidSettingException("must name a UTF-8 text file that the service can read");
		}
		catch (JacksonException ex) {
			throw new InvalidSettingException("must name a file that contains JSON: it is not valid in line %d"
				.formatted((ex.getLocation() != null) ? ex.getLocation().getLineNr() : 1));
		}
	}

	private static ToolDescription tool(JsonNode tool) {
		String name = tool.path("name").asString("");
		if (!ToolSets.isName(name)) {
			throw new InvalidSettingException(
					"must give each tool a name of 1 to 64 letters, digits, underscores and hyphens");
		}
		if (!tool.path("description").isString() || tool.path("description").stringValue().isBlank()) {
			throw new InvalidSettingException("must give the tool %s a description".formatted(name));
		}
		if (!(tool.path("parameters") instanceof ObjectNode parameters)
				|| !parameters.path("type").asString("").equals("object")) {
			throw new InvalidSettingException(
					"must give the tool %s parameters: a JSON schema of the type object".formatted(name));
		}
		return new ToolDescription(name, tool.path("description").stringValue(), parameters);
	}

}
