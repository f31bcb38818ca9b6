package io.github.chatkitbackend;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles Java with the class path of the tests.
 */
final class JavaCompilation {

	private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

	private JavaCompilation() {
	}

	/**
	 * Compile sources.
	 * @param sources sources by the simple name of their class
	 * @return what the compiler says
	 */
	static List<String> compile(Path output, Map<String, String> sources) {
		List<JavaFileObject> files = new ArrayList<>();
		sources.forEach((name, source) -> files.add(new Source(name, source)));
		return run(output, List.of(), files);
	}

	/**
	 * Compile files.
	 * @param options options of the compiler
	 * @return what the compiler says
	 */
	static List<String> compileFiles(Path output, List<String> options, List<Path> files) throws IOException {
		try (StandardJavaFileManager manager = COMPILER.getStandardFileManager(null, null, null)) {
			return run(output, options, manager.getJavaFileObjectsFromPaths(files));
		}
	}

	private static List<String> run(Path output, List<String> options, Iterable<? extends JavaFileObject> files) {
		DiagnosticCollector<JavaFileObject> messages = new DiagnosticCollector<>();
		List<String> all = new ArrayList<>(List.of("-proc:none", "-parameters", "-d", output.toString(), "-classpath",
				System.getProperty("java.class.path")));
		all.addAll(options);
		COMPILER.getTask(new StringWriter(), null, messages, all, null, files).call();
		return messages.getDiagnostics().stream().map(Object::toString).toList();
	}

	/**
	 * The Java files below a directory.
	 */
	static List<Path> files(Path directory) throws IOException {
		try (var files = Files.walk(directory)) {
			return files.filter((file) -> file.toString().endsWith(".java")).toList();
		}
	}

	/**
	 * A source in memory.
	 */
	private static final class Source extends SimpleJavaFileObject {

		private final String text;

		Source(String name, String text) {
			super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
			this.text = text;
		}

		@Override
		public CharSequence getCharContent(boolean ignoreEncodingErrors) {
			return this.text;
		}

	}

}
