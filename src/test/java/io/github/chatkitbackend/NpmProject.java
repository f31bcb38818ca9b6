package io.github.chatkitbackend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Packages of npm, at the versions of a lock file. Use it with {@link Node}.
 *
 * @param directory where they are installed
 */
public record NpmProject(Path directory) {

	/**
	 * Install packages.
	 * @param files the directory with {@code package.json} and its lock file
	 * @param directory an empty directory
	 * @return the installed packages
	 * @throws Exception if a package cannot be installed
	 */
	public static NpmProject install(Path files, Path directory) throws Exception {
		try (Stream<Path> all = Files.list(files)) {
			for (Path file : all.toList()) {
				Files.copy(file, directory.resolve(file.getFileName()));
			}
		}
		NpmProject project = new NpmProject(directory);
		String output = project.run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
		if (!output.endsWith("exit 0")) {
			throw new IllegalStateException("npm ci failed: " + output);
		}
		return project;
	}

	/**
	 * Run a program.
	 * @param command the program and its arguments
	 * @return what it prints, and its exit code
	 * @throws Exception if it cannot be run
	 */
	public String run(String... command) throws Exception {
		Process process = start(List.of(command)).start();
		if (!process.waitFor(5, TimeUnit.MINUTES)) {
			process.destroyForcibly();
		}
		return output() + "exit " + process.waitFor();
	}

	/**
	 * A program that is not started yet. It prints to {@link #output()}.
	 * @param command the program and its arguments
	 * @return the program
	 */
	public ProcessBuilder start(List<String> command) {
		return new ProcessBuilder(command).directory(this.directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(this.directory.resolve("output.txt").toFile());
	}

	/**
	 * What the newest program has printed so far.
	 * @return the text
	 * @throws IOException if it cannot be read
	 */
	public String output() throws IOException {
		return Files.readString(this.directory.resolve("output.txt"), StandardCharsets.UTF_8);
	}

}
