package io.github.chatkitbackend.chat.mcp;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The names by which the model knows tools.
 */
class ToolNamesTests {

	private static final String LONG = "x".repeat(80);

	@Test
	void staysIfOpenAIAllowsIt() {
		assertThat(new ToolNames(List.of("add_Item-2")).name("tasks", "add_Item-2")).isEqualTo("add_Item-2");
	}

	@Test
	void replacesWhatOpenAIDoesNotAllow() {
		ToolNames names = new ToolNames(List.of("tasks.add", "tasks/add", ""));
		assertThat(names.name("tasks", "tasks.add")).isEqualTo("tasks_tasks_add");
		assertThat(names.name("tasks", "tasks/add")).isEqualTo("tasks_tasks_add_2");
		assertThat(names.name("tasks", "")).isEqualTo("tasks_");
	}

	@Test
	void cutsLongNamesWithoutMixingThemUp() {
		ToolNames names = new ToolNames(List.of(LONG + "a", LONG + "b"));
		String first = names.name("tasks", LONG + "a");
		String second = names.name("tasks", LONG + "b");
		assertThat(first).hasSize(64).startsWith("tasks_x").isNotEqualTo(second);
		assertThat(second).hasSize(64).startsWith("tasks_x");
	}

	@Test
	void distinguishesToolsThatTwoServersShare() {
		ToolNames names = new ToolNames(List.of("search", "search", "a_search"));
		assertThat(List.of(names.name("a", "a_search"), names.name("a", "search"), names.name("b", "search")))
			.containsExactly("a_search", "a_search_2", "b_search");
	}

}
