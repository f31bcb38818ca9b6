package io.github.chatkitbackend.chat.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.chatkitbackend.chat.protocol.ProtocolJson;
import io.github.chatkitbackend.settings.InvalidSettingException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What the widget offers to write, read from a file.
 *
 * @param prompts the prompts, in order
 */
record StarterPrompts(List<Prompt> prompts) {

	/**
	 * Read a file.
	 * @param path its path
	 * @return the prompts
	 * @throws InvalidSettingException if it is not a readable list of prompts
	 */
	public static StarterPrompts of(String path) {
		try {
			JsonNode json = ProtocolJson.mapper().readTree(Files.readString(Path.of(path)));
			if (json.isArray()) {
				return new StarterPrompts(json.valueStream().map(StarterPrompts::prompt).toList());
			}
		}
		catch (IOException | InvalidPathException | JacksonException ex) {
			// Reported below
		}
		throw invalid();
	}

	private static Prompt prompt(JsonNode json) {
		String label = json.path("label").stringValue("");
		String prompt = json.path("prompt").stringValue("");
		if (label.isBlank() || prompt.isBlank()) {
			throw invalid();
		}
		return new Prompt(label, prompt, json.path("icon").stringValue(null));
	}

	private static InvalidSettingException invalid() {
		return new InvalidSettingException(
				"must name a JSON file such as [{\"label\": \"Prices\", \"prompt\": \"What does it cost?\"}]");
	}

	/**
	 * A prompt.
	 *
	 * @param label what the user reads
	 * @param prompt what is sent
	 * @param icon name of an icon of the widget
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Prompt(String label, String prompt, @Nullable String icon) {
	}

}
