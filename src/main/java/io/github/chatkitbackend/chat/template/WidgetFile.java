package io.github.chatkitbackend.chat.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A file as Widget Builder exports it.
 *
 * @param name the widget's name
 * @param description what it shows, for the model
 * @param schema JSON schema of its data
 * @param template the source of the template
 * @param line the line of the file in which the template is
 */
record WidgetFile(String name, String description, ObjectNode schema, String template, int line) {

	private static final JsonMapper JSON = new JsonMapper();

	private static final long MAX_BYTES = 512 * 1024;

	private static final int MAX_NAME = 64;

	/**
	 * Read a file.
	 * @throws TemplateException if it is not such a file, with a message that names it
	 */
	static WidgetFile read(Path path) throws TemplateException {
		String file = String.valueOf(path.getFileName());
		try {
			if (Files.size(path) > MAX_BYTES) {
				throw new TemplateException(file + " is larger than 512 KiB");
			}
			String text = Files.readString(path);
			return of(file, JSON.readTree(text), line(text));
		}
		catch (IOException ex) {
			throw new TemplateException(file + " is not a UTF-8 text file that the service can read");
		}
		catch (JacksonException ex) {
			throw new TemplateException("%s, line %d: it is not valid JSON".formatted(file,
					(ex.getLocation() != null) ? ex.getLocation().getLineNr() : 1));
		}
	}

	private static WidgetFile of(String file, JsonNode json, int line) throws TemplateException {
		if (!json.path("version").asString("").equals("1.0")) {
			throw new TemplateException(file
					+ " must have the version 1.0: export the widget again, or use a newer version of this service");
		}
		if (!json.path("template").isString() || json.path("template").stringValue().isBlank()) {
			throw new TemplateException(file + " must have a template");
		}
		JsonNode schema = json.has("jsonSchema") ? json.path("jsonSchema") : noData();
		if (!(schema instanceof ObjectNode object) || !schema.path("type").asString("").equals("object")) {
			throw new TemplateException(file + " must have a jsonSchema of the type object");
		}
		String title = json.path("name").asString("").isBlank() ? file.replaceFirst("\\.widget$", "")
				: json.path("name").stringValue();
		return new WidgetFile(toolName(title), description(json, title), object, json.path("template").stringValue(),
				line);
	}

	private static ObjectNode noData() {
		ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
		schema.putObject("properties");
		schema.putArray("required");
		return schema.put("additionalProperties", false);
	}

	private static String description(JsonNode json, String title) {
		for (JsonNode text : new JsonNode[] { json.path("description"), json.at("/jsonSchema/description") }) {
			if (!text.asString("").isBlank()) {
				return text.stringValue();
			}
		}
		return "Shows the user the widget \"%s\" with the data in the parameters.".formatted(title);
	}

	private static String toolName(String title) {
		String name = "show_"
				+ title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^(show_|_)+|_+$", "");
		return name.substring(0, Math.min(name.length(), MAX_NAME));
	}

	/**
	 * The line of the template.
	 */
	private static int line(String text) {
		try (JsonParser parser = JSON.createParser(text)) {
			for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
				if (isTemplate(parser, token)) {
					return parser.currentTokenLocation().getLineNr();
				}
			}
			return 1;
		}
	}

	private static boolean isTemplate(JsonParser parser, @Nullable JsonToken token) {
		return token == JsonToken.PROPERTY_NAME && parser.streamReadContext().getNestingDepth() == 1
				&& "template".equals(parser.currentName());
	}

}
