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
import org.junit.jupiter.params.provider.ValueSource;

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
			CHATKIT_HISTORY_TOKENS    | 999              | must be between 1000 and 10000000
			CHATKIT_MAX_TOOL_ROUNDS   | 0                | must be between 1 and 100
			CHATKIT_MAX_TOOL_ROUNDS   | 101              | must be between 1 and 100
			CHATKIT_ATTACHMENT_TYPES  | png              | must be a media type such as image/png or text/*
			CHATKIT_S3_BUCKET         | Files            | must be the name of a bucket
			CHATKIT_S3_BUCKET         | s3://files       | must be the name of a bucket
			CHATKIT_S3_ENDPOINT       | minio:9000       | must be an absolute URL
			CHATKIT_S3_ENDPOINT       | ftp://minio      | must be an absolute URL
			CHATKIT_S3_ENDPOINT       | http://minio     | has no effect by itself: also set CHATKIT_S3_BUCKET
			CHATKIT_S3_REGION         | eu-central-1     | has no effect by itself: also set CHATKIT_S3_BUCKET
			CHATKIT_CLIENT_TOOLS_FILE | /no/such/file    | must name a UTF-8 text file that the service can read
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
	void takesABucketWithAndWithoutAnEndpoint() {
		assertThat(problems(Map.of("CHATKIT_S3_BUCKET", "chatkit-files"))).isEmpty();
		assertThat(problems(Map.of("CHATKIT_S3_BUCKET", "chatkit-files", "CHATKIT_S3_ENDPOINT",
				"https://s3.example.com", "CHATKIT_S3_REGION", "auto")))
			.isEmpty();
		assertThat(problems(
				Map.of("CHATKIT_S3_BUCKET", "chatkit-files", "CHATKIT_S3_ENDPOINT", "https://s3.example.com/?a=b")))
			.singleElement()
			.asString()
			.startsWith("CHATKIT_S3_ENDPOINT (in the environment) must be a URL without a query");
		assertThat(problems(Map.of("CHATKIT_S3_BUCKET", "chatkit-files", "CHATKIT_S3_REGION", "EU (Frankfurt)")))
			.singleElement()
			.asString()
			.startsWith("CHATKIT_S3_REGION (in the environment) must be a region such as eu-central-1");
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
	void refusesPlaceholdersThatStandForNothing(@TempDir Path directory) throws IOException {
		String file = Files.writeString(directory.resolve("instructions.md"), "Plan: {{plan}}").toString();
		assertThat(problems(Map.of("CHATKIT_INSTRUCTIONS_FILE", file))).singleElement()
			.asString()
			.startsWith("CHATKIT_INSTRUCTIONS_FILE (in the environment) must not use {{plan}}");
		assertThat(
				problems(Map.of("CHATKIT_INSTRUCTIONS", "{{plan}} {{date}}", "CHATKIT_STATE_VARIABLES", "plan=free")))
			.isEmpty();
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

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{}                                          | must name a file that contains a JSON array of tools
			[                                           | must name a file that contains JSON: it is not valid in line 1
			[{"name": "get it"}]                        | must give each tool a name of 1 to 64 letters
			[{"name": "get"}]                           | must give the tool get a description
			[{"name": "get", "description": "Gets"}]    | must give the tool get parameters
			""")
	void saysWhatIsWrongWithClientTools(String content, String problem, @TempDir Path directory) throws IOException {
		String file = Files.writeString(directory.resolve("tools.json"), content).toString();
		assertThat(problems(Map.of("CHATKIT_CLIENT_TOOLS_FILE", file))).singleElement()
			.asString()
			.startsWith("CHATKIT_CLIENT_TOOLS_FILE (in the environment) " + problem);
	}

	@ParameterizedTest
	@ValueSource(strings = { "CHATKIT_MODELS=gpt 5", "CHATKIT_VECTOR_STORES=1" })
	void refusesListsOfSomethingElse(String setting) {
		String[] parts = setting.split("=");
		assertThat(problems(Map.of(parts[0], parts[1]))).singleElement().asString().contains("must be");
	}

	private static List<String> problems(Map<String, String> variables) {
		return Given.environment(variables).problems();
	}

}
