package io.github.chatkitbackend.openai;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import javax.imageio.ImageIO;

import tools.jackson.databind.JsonNode;

/**
 * What the stand-in sees in a file that is part of a message.
 */
final class FileDescription {

	private static final int QUOTED = 60;

	private FileDescription() {
	}

	/**
	 * Describe a file.
	 * @param part a part of a message
	 * @return the description, or {@code null} if the part is not a file with its content
	 */
	static String of(JsonNode part) {
		String data = part.path("image_url").asString(part.path("file_data").asString(""));
		int comma = data.indexOf(";base64,");
		if (!data.startsWith("data:") || comma < 0) {
			return null;
		}
		String type = data.substring("data:".length(), comma);
		byte[] content = Base64.getDecoder().decode(data.substring(comma + ";base64,".length()));
		return type.startsWith("image/") ? image(type, content)
				: file(part.path("filename").asString("a file"), type, content);
	}

	private static String image(String type, byte[] content) {
		String size = "%d bytes".formatted(content.length);
		try {
			BufferedImage image = ImageIO.read(new ByteArrayInputStream(content));
			size = (image != null) ? "%d × %d pixels".formatted(image.getWidth(), image.getHeight()) : size;
		}
		catch (IOException ex) {
			// Not an image that Java reads
		}
		return "I see an image of type %s with %s.".formatted(type, size);
	}

	private static String file(String name, String type, byte[] content) {
		String description = "I see the file %s of type %s with %d bytes.".formatted(name, type, content.length);
		if (!type.startsWith("text/")) {
			return description;
		}
		String text = new String(content, StandardCharsets.UTF_8).strip().replaceAll("\\s+", " ");
		return description + " It begins with “%s”.".formatted(text.substring(0, Math.min(text.length(), QUOTED)));
	}

}
