package io.github.chatkitbackend.settings;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The limits of the settings of MCP servers, and how their violation reads.
 */
class McpSettingsTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			CHATKIT_MCP_TASKS_URL          | tasks:8080/mcp             | must be an absolute URL
			CHATKIT_MCP_TASKS_URL          | https://user:pw@example.com | must be an absolute URL
			CHATKIT_MCP_TASKS_TOKEN        | two words                  | must not contain spaces
			CHATKIT_MCP_TASKS_TOKEN        | REPLACE_ME                 | is still the placeholder
			CHATKIT_MCP_TASKS_FORWARD_USER | yes                        | must be true or false
			CHATKIT_MCP_TASKS_TIMEOUT      | 0                          | must be between 1s and 1h
			CHATKIT_MCP_TASKS_TIMEOUT      | 2h                         | must be between 1s and 1h
			CHATKIT_MCP_TASKS_TIMEOUT      | soon                       | must be a duration
			""")
	void namesTheVariableAndWhatIsWrong(String variable, String value, String problem) {
		Map<String, String> variables = variable.endsWith("_URL") ? Map.of(variable, value)
				: Map.of("CHATKIT_MCP_TASKS_URL", "http://tasks/mcp", variable, value);
		assertThat(Given.environment(variables).problems()).singleElement()
			.asString()
			.startsWith(variable + " (in the environment) " + problem)
			.doesNotContain("two words");
	}

	@Test
	void requiresTheUrlOfEveryServer() {
		assertThat(Given.environment(Map.of("CHATKIT_MCP_TASKS_TOKEN", "secret")).problems()).singleElement()
			.asString()
			.startsWith("CHATKIT_MCP_TASKS_URL is not set: set it to the URL of the server")
			.doesNotContain("secret");
	}

	@Test
	void takesAnyNumberOfServers() {
		assertThat(Given.environment(Map.of("CHATKIT_MCP_TASKS_URL", "http://tasks/mcp", "CHATKIT_MCP_TASKS_TOOLS",
				"a,b", "CHATKIT_MCP_TASKS_TIMEOUT", "90", "CHATKIT_MCP_CRM2_URL", "https://crm.example.com/mcp",
				"CHATKIT_MCP_CRM2_FORWARD_USER", "true", "CHATKIT_MCP_CRM2_TOKEN", "${x}"))
			.problems()).isEmpty();
	}

	@Test
	void findsMisspelledNames() {
		List<String> problems = Given.dotEnv("CHATKIT_MCP_TASKS_URL=http://tasks/mcp", "CHATKIT_MCP_TASKS_TIMOUT=3s")
			.problems();
		assertThat(problems).containsExactly(
				"CHATKIT_MCP_TASKS_TIMOUT (in .env, line 2) is not a variable of this service. Did you mean CHATKIT_MCP_TASKS_TIMEOUT?");
	}

}
