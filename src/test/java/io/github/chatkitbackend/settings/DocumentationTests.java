package io.github.chatkitbackend.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.chatkitbackend.error.ErrorCode;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The documentation describes every variable and every error code, and no variable that
 * does not exist.
 */
class DocumentationTests {

	/** The tests run in the build directory. */
	private static final Path PROJECT = Path.of("..");

	/** A row of a table of variables begins with the name of one. */
	private static final Pattern ROW = Pattern.compile("(?m)^\\| `(?<name>[A-Z0-9_<>]+)` \\|");

	@Test
	void configurationDescribesExactlyTheVariablesOfTheService() throws IOException {
		assertThat(rows("docs/configuration.md")).hasSizeGreaterThan(20)
			.containsExactlyInAnyOrderElementsOf(variables());
	}

	@Test
	void envExampleNamesExactlyTheVariablesOfTheService() throws IOException {
		assertThat(names(".env.example", Pattern.compile("(?m)^#?(?<name>[A-Z0-9_]+)=")))
			.containsExactlyInAnyOrderElementsOf(
					variables().stream().map((name) -> name.replace("<NAME>", "TASKS")).toList());
	}

	@Test
	void readmeDescribesTenOfTheVariables() throws IOException {
		assertThat(rows("README.md")).hasSize(10).doesNotHaveDuplicates().isSubsetOf(variables());
	}

	@Test
	void readmeAndConfigurationAgreeOnDefaults() throws IOException {
		Pattern defaults = Pattern.compile("(?m)^(?<name>\\| `[A-Z0-9_<>]+` \\| [^|]*\\|)");
		assertThat(names("docs/configuration.md", defaults)).containsAll(names("README.md", defaults));
	}

	@Test
	void readmeExplainsEveryErrorCode() throws IOException {
		String readme = Files.readString(PROJECT.resolve("README.md"));
		assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::code))
			.allSatisfy((code) -> assertThat(readme).contains("`" + code + "`"));
	}

	private static List<String> rows(String file) throws IOException {
		return names(file, ROW);
	}

	private static List<String> names(String file, Pattern pattern) throws IOException {
		return pattern.matcher(Files.readString(PROJECT.resolve(file)))
			.results()
			.map((match) -> match.group("name"))
			.toList();
	}

	private static List<String> variables() throws IOException {
		String metadata = "META-INF/spring-configuration-metadata.json";
		try (InputStream in = ClassUtils.getDefaultClassLoader().getResourceAsStream(metadata)) {
			return new JsonMapper().readTree(in)
				.path("properties")
				.valueStream()
				.map((property) -> property.path("name").stringValue())
				.map((name) -> name.equals("server.port") ? "port" : name.replace("management.server", "management"))
				.map((name) -> name.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT))
				// The metadata ends where the operator chooses a name
				.flatMap((name) -> name.equals("CHATKIT_MCP") ? entries(name) : Stream.of(name))
				// Both halves of the service may read a variable
				.distinct()
				.toList();
		}
	}

	private static Stream<String> entries(String map) {
		return SettingsType.findAll(ClassUtils.getDefaultClassLoader())
			.stream()
			.flatMap((type) -> VariableNames.of(type.type(), type.prefix()).stream())
			.map(VariableForm::text)
			.filter((form) -> form.startsWith(map + "_") && !form.endsWith(VariableForm.NUMBER))
			.map((form) -> form.replace(VariableForm.NAME, "<NAME>"));
	}

}
