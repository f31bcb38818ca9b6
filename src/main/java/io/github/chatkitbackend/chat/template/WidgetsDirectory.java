package io.github.chatkitbackend.chat.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.chatkitbackend.chat.tool.ModelTool;
import io.github.chatkitbackend.settings.InvalidSettingException;

/**
 * A directory of {@code .widget} files.
 *
 * @param tools a tool for each file
 */
record WidgetsDirectory(List<ModelTool> tools) {

	private static final String SUFFIX = ".widget";

	/**
	 * Read a directory.
	 * @param path its path
	 * @return the tools
	 * @throws InvalidSettingException if a file cannot be used, with all reasons
	 */
	public static WidgetsDirectory of(String path) {
		TemplateEngine engine = new TemplateEngine();
		Map<String, Path> names = new HashMap<>();
		List<ModelTool> tools = new ArrayList<>();
		List<String> problems = new ArrayList<>();
		for (Path file : files(path)) {
			try {
				tools.add(tool(file, engine, names));
			}
			catch (TemplateException ex) {
				problems.add(String.valueOf(ex.getMessage()));
			}
		}
		if (!problems.isEmpty()) {
			throw new InvalidSettingException("contains files that cannot be used: " + String.join("; ", problems));
		}
		return new WidgetsDirectory(List.copyOf(tools));
	}

	private static WidgetTool tool(Path path, TemplateEngine engine, Map<String, Path> names) throws TemplateException {
		WidgetFile file = WidgetFile.read(path);
		Path other = names.putIfAbsent(file.name(), path);
		if (other != null) {
			throw new TemplateException("%s has the same name as %s: rename one of the widgets"
				.formatted(path.getFileName(), other.getFileName()));
		}
		try {
			return new WidgetTool(file, engine);
		}
		catch (TemplateException ex) {
			throw new TemplateException("%s, line %d: %s".formatted(path.getFileName(), file.line(), ex.getMessage()));
		}
	}

	private static List<Path> files(String path) {
		try (Stream<Path> files = Files.list(Path.of(path))) {
			List<Path> found = files.filter((file) -> file.toString().endsWith(SUFFIX)).sorted().toList();
			if (found.isEmpty()) {
				throw new InvalidSettingException("must name a directory that contains .widget files");
			}
			return found;
		}
		catch (IOException | InvalidPathException ex) {
			throw new InvalidSettingException("must name a directory that the service can read");
		}
	}

}
