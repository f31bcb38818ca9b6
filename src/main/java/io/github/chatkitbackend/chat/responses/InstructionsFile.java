package io.github.chatkitbackend.chat.responses;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import io.github.chatkitbackend.settings.InvalidSettingException;

/**
 * Instructions that are read from a file.
 *
 * @param text the content of the file
 */
record InstructionsFile(String text) {

	/**
	 * Read a file.
	 * @param path its path
	 * @return the instructions
	 * @throws InvalidSettingException if it is not a readable text file, or is blank
	 */
	public static InstructionsFile of(String path) {
		try {
			String text = Files.readString(Path.of(path));
			if (text.isBlank()) {
				throw new InvalidSettingException("must name a file that is not blank");
			}
			return new InstructionsFile(text.strip());
		}
		catch (IOException | InvalidPathException ex) {
			throw new InvalidSettingException("must name a UTF-8 text file that the service can read");
		}
	}

}
