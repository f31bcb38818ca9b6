package io.github.chatkitbackend.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The limits of the built-in agent's settings, and how their violation reads.
 */
class AgentSettingsTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			CHATKIT_MODEL             | gpt 5            | must be the name of a model
			CHATKIT_REASONING_EFFORT  | LOW              | must be none, minimal, low, medium, high, xhigh or max
			CHATKIT_REASONING_EFFORT  | much             | must be none, minimal, low, medium, high, xhigh or max
			CHATKIT_HISTORY_ITEMS     | 0                | must be between 1 and 100
			CHATKIT_HISTORY_ITEMS     | 101              | must be between 1 and 100
			CHATKIT_HISTORY_ITEMS     | all              | must be a whole number
			CHATKIT_INSTRUCTIONS_FILE | /no/such/file    | must name a UTF-8 text file that the service can read
			CHATKIT_INSTRUCTIONS_FILE | /                | must name a UTF-8 text file that the service can read
			""")
	void namesTheVariableAndWhatIsWrong(String variable, String value, String problem) {
		assertThat(problems(Map.of(variable, value))).singleElement()
			.asString()
			.startsWith(variable + " (in the environment) " + problem);
	}

	@Test
	void takesEveryEffort() {
		for (String effort : List.of("none", "minimal", "low", "medium", "high", "xhigh", "max")) {
			assertThat(problems(Map.of("CHATKIT_REASONING_EFFORT", effort))).isEmpty();
		}
	}

	@Test
	void takesInstructionsFromOnePlaceOnly(@TempDir Path directory) throws IOException {
		String file = Files.writeString(directory.resolve("instructions.md"), "Be brief.").toString();
		assertThat(problems(Map.of("CHATKIT_INSTRUCTIONS_FILE", file))).isEmpty();
		assertThat(problems(Map.of("CHATKIT_INSTRUCTIONS_FILE", file, "CHATKIT_INSTRUCTIONS", "Be polite.")))
			.singleElement()
			.asString()
			.startsWith(
					"CHATKIT_INSTRUCTIONS_FILE (in the environment) cannot be set together with CHATKIT_INSTRUCTIONS");
	}

	@Test
	void refusesFilesWithoutInstructions(@TempDir Path directory) throws IOException {
		Path blank = Files.writeString(directory.resolve("blank.md"), " \n");
		assertThat(problems(Map.of("CHATKIT_INSTRUCTIONS_FILE", blank.toString()))).singleElement()
			.asString()
			.contains("must name a file that is not blank");
		Path latin = Files.write(directory.resolve("latin.md"), "größer".getBytes(StandardCharsets.ISO_8859_1));
		assertThat(problems(Map.of("CHATKIT_INSTRUCTIONS_FILE", latin.toString()))).singleElement()
			.asString()
			.contains("must name a UTF-8 text file");
	}

	private static List<String> problems(Map<String, String> variables) {
		return Given.environment(variables).problems();
	}

}
