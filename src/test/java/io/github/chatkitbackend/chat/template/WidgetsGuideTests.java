package io.github.chatkitbackend.chat.template;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples of the guide work.
 */
class WidgetsGuideTests {

	private static final Path GUIDE = Path.of("../docs/widgets.md");

	private static final String CLASS = """
			import java.util.*;
			import io.github.chatkitbackend.chat.agent.*;
			import io.github.chatkitbackend.chat.protocol.*;
			import io.github.chatkitbackend.chat.tool.*;
			import io.github.chatkitbackend.chat.widget.*;
			class Example%d {
				%s run(Turn turn) throws Exception {
			%s
				}
			}
			""";

	@TempDir
	private Path directory;

	@Test
	void theFileCanBeUsed() throws IOException {
		String file = blocks("json").stream().filter((json) -> json.contains("\"version\"")).findFirst().orElseThrow();
		Files.writeString(this.directory.resolve("task.widget"), file);
		assertThat(WidgetsDirectory.of(this.directory.toString()).tools()).singleElement()
			.satisfies((tool) -> assertThat(tool.description().name()).isEqualTo("show_task"));
	}

	@Test
	void jsonIsValid() throws IOException {
		assertThat(blocks("json")).isNotEmpty().allSatisfy((json) -> new JsonMapper().readTree(json));
	}

	@Test
	void javaCompiles() throws IOException {
		List<String> snippets = blocks("java");
		List<Source> sources = IntStream.range(0, snippets.size())
			.mapToObj((i) -> new Source("Example" + i,
					CLASS.formatted(i, snippets.get(i).startsWith("return ") ? "Object" : "void", snippets.get(i))))
			.toList();
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		StringWriter problems = new StringWriter();
		boolean compiled = compiler
			.getTask(problems, null, null, List.of("-d", this.directory.toString(), "-proc:none"), null, sources)
			.call();
		assertThat(snippets).hasSizeGreaterThan(3);
		assertThat(compiled).as(problems.toString()).isTrue();
	}

	private static List<String> blocks(String language) throws IOException {
		return Pattern.compile("(?s)```" + language + "\\n(.*?)```")
			.matcher(Files.readString(GUIDE))
			.results()
			.map((match) -> match.group(1))
			.toList();
	}

	/**
	 * A class in memory.
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
