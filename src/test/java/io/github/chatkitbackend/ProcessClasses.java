package io.github.chatkitbackend;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * The class path of services in separate processes, and an archive of the classes that
 * they load, which halves the cost of each start. JVMs archive classes of jars only, so
 * directories are packed first. Test runs that use the same directory share the archive.
 */
final class ProcessClasses {

	private static final Path DIRECTORY = Path.of("processes").toAbsolutePath();

	private static final Path ARCHIVE = DIRECTORY.resolve("classes.jsa");

	private static final String CLASS_PATH = prepare();

	private ProcessClasses() {
	}

	/**
	 * The command that runs a program.
	 */
	static List<String> command(Class<?> program) {
		return command(CLASS_PATH, program, "-XX:SharedArchiveFile=" + ARCHIVE);
	}

	private static List<String> command(String classPath, Class<?> program, String... options) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED",
				"-Xlog:cds=off"));
		command.addAll(List.of(options));
		command.addAll(List.of("-cp", classPath, program.getName()));
		return command;
	}

	private static String prepare() {
		try {
			Files.createDirectories(DIRECTORY);
			try (FileChannel lock = FileChannel.open(DIRECTORY.resolve("lock"), StandardOpenOption.CREATE,
					StandardOpenOption.WRITE)) {
				lock.lock();
				return pack();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String pack() throws IOException {
		List<String> classPath = new ArrayList<>();
		boolean changed = !Files.exists(ARCHIVE);
		for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
			Path path = Path.of(entry);
			Path jar = Files.isDirectory(path) ? DIRECTORY.resolve(path.getFileName() + ".jar") : path;
			if (Files.isDirectory(path)
					&& (!Files.exists(jar) || newest(path).compareTo(Files.getLastModifiedTime(jar)) > 0)) {
				pack(path, jar);
				changed = true;
			}
			classPath.add(jar.toString());
		}
		String packed = String.join(File.pathSeparator, classPath);
		if (changed) {
			archive(packed);
		}
		return packed;
	}

	private static FileTime newest(Path directory) throws IOException {
		try (Stream<Path> files = Files.walk(directory)) {
			return files.map(ProcessClasses::time).max(FileTime::compareTo).orElseThrow();
		}
	}

	private static FileTime time(Path file) {
		try {
			return Files.getLastModifiedTime(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void pack(Path directory, Path jar) throws IOException {
		try (OutputStream out = Files.newOutputStream(jar);
				JarOutputStream entries = new JarOutputStream(out);
				Stream<Path> files = Files.walk(directory)) {
			for (Path file : files.skip(1).toList()) {
				// Spring looks for classes in directories, which are entries of their own
				boolean isDirectory = Files.isDirectory(file);
				entries.putNextEntry(new JarEntry(directory.relativize(file) + (isDirectory ? "/" : "")));
				if (!isDirectory) {
					Files.copy(file, entries);
				}
			}
		}
	}

	/**
	 * Start the service once, and archive what it has loaded. Tests work without the
	 * archive as well.
	 */
	private static void archive(String classPath) throws IOException {
		List<String> command = command(classPath, ChatKitBackendApplication.class,
				"-XX:ArchiveClassesAtExit=" + ARCHIVE, "-Dspring.context.exit=onRefresh");
		ProcessBuilder builder = new ProcessBuilder(command).directory(DIRECTORY.toFile())
			.redirectErrorStream(true)
			.redirectOutput(DIRECTORY.resolve("archive.log").toFile());
		builder.environment().clear();
		builder.environment()
			.putAll(Map.of("OPENAI_API_KEY", "sk-none", "CHATKIT_MODEL", "none", "CHATKIT_WORKFLOW_ID", "wf_none",
					"PORT", "0"));
		try {
			builder.start().waitFor();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
