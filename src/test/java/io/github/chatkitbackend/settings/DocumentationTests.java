package io.github.chatkitbackend.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import io.github.chatkitbackend.error.ErrorCode;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The documentation is complete: it names every variable and every error code.
 */
class DocumentationTests {

	/** The tests run in the build directory. */
	private static final Path PROJECT = Path.of("..");

	@Test
	void readmeAndEnvExampleNameEveryVariable() throws IOException {
		String readme = Files.readString(PROJECT.resolve("README.md"));
		String example = Files.readString(PROJECT.resolve(".env.example"));
		assertThat(variables()).hasSizeGreaterThan(20).allSatisfy((variable) -> {
			assertThat(readme).contains("`" + variable + "`");
			assertThat(example).containsPattern("(?m)^#?" + variable + "=");
		});
	}

	@Test
	void readmeExplainsEveryErrorCode() throws IOException {
		String readme = Files.readString(PROJECT.resolve("README.md"));
		assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::code))
			.allSatisfy((code) -> assertThat(readme).contains("`" + code + "`"));
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
				.toList();
		}
	}

}
