package io.github.chatkitbackend.settings;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The settings of widgets, and how mistakes in them read.
 */
class WidgetSettingsTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			task.complete              | must be an action and a tool such as task.complete=tasks/complete_task
			=tool                      | must be an action and a tool
			task.complete=             | must be an action and a tool
			task.complete=a b          | must be an action and a tool
			a=tool.x                   | must name a tool of this service, or a server and its tool
			a=crm/find                 | names the MCP server crm for a, which does not exist: set CHATKIT_MCP_CRM_URL
			a=tasks/x,a=tasks/y        | must not name a tool for a twice
			""")
	void namesTheVariableAndWhatIsWrong(String value, String problem) {
		assertThat(Given
			.environment(Map.of("CHATKIT_WIDGET_ACTIONS", value, "CHATKIT_MCP_TASKS_URL", "http://tasks:8080/mcp"))
			.problems()).singleElement().asString().startsWith("CHATKIT_WIDGET_ACTIONS").contains(problem);
	}

	@Test
	void takesToolsOfServersAndOfThisService() {
		assertThat(Given
			.environment(Map.of("CHATKIT_WIDGET_ACTIONS", "task.complete=tasks/complete/task, a=show_task",
					"CHATKIT_MCP_TASKS_URL", "http://tasks:8080/mcp"))
			.problems()).isEmpty();
	}

	@Test
	void filesThatCannotBeUsedAreNamed() {
		assertThat(Given.environment(Map.of("CHATKIT_WIDGETS_DIR", "../docs")).problems()).singleElement()
			.asString()
			.startsWith("CHATKIT_WIDGETS_DIR (in the environment) must name a directory that contains .widget files");
	}

}
