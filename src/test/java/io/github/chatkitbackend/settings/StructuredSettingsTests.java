package io.github.chatkitbackend.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Settings that are maps and lists, by variables. The record is no
 * {@code @ConfigurationProperties}, as the application would find it.
 */
@ExtendWith(OutputCaptureExtension.class)
class StructuredSettingsTests {

	@ParameterizedTest
	@EnumSource
	void bindsMapsOfRecords(Source source) {
		Chat chat = source
			.given("CHATKIT_MCP_TASKS_URL", "https://tasks.example.com", "CHATKIT_MCP_TASKS_MAX_CALLS", "3",
					"CHATKIT_MCP_TASKS_SCOPES", "read,write", "CHATKIT_MCP_CRM2_URL", "https://crm.example.com")
			.bind(Chat.class, "chatkit");
		assertThat(chat.mcp()).containsOnlyKeys("tasks", "crm2");
		assertThat(chat.mcp().get("tasks"))
			.isEqualTo(new Mcp(HttpUrl.of("https://tasks.example.com"), 3, List.of("read", "write")));
	}

	@ParameterizedTest
	@EnumSource
	void bindsListsByNumber(Source source) {
		Chat chat = source
			.given("CHATKIT_PAGES_0", "https://example.com/a,b", "CHATKIT_PAGES_1", "https://example.com/c",
					"CHATKIT_AGENTS_0_NAME", "one", "CHATKIT_AGENTS_1_NAME", "two", "CHATKIT_MCP_TASKS_URL",
					"https://x.y", "CHATKIT_MCP_TASKS_SCOPES_0", "read")
			.bind(Chat.class, "chatkit");
		assertThat(chat.pages()).extracting(HttpUrl::value)
			.containsExactly("https://example.com/a,b", "https://example.com/c");
		assertThat(chat.agents()).containsExactly(new Agent("one"), new Agent("two"));
		assertThat(chat.mcp().get("tasks").scopes()).containsExactly("read");
	}

	@ParameterizedTest
	@EnumSource
	void namesTheVariableOfAWrongEntry(Source source) {
		assertThat(source
			.given("CHATKIT_MCP_TASKS_URL", "tasks", "CHATKIT_MCP_TASKS_MAX_CALLS", "0", "CHATKIT_MCP_CRM_MAX_CALLS",
					"1", "CHATKIT_PAGES_0", "https://example.com", "CHATKIT_PAGES_1", "page", "CHATKIT_PAGES_2", "page")
			.with(Chat.class, "chatkit")
			.problems()).map((problem) -> problem.replaceAll(" \\(in .*?\\)|, without.*", ""))
			.containsExactlyInAnyOrder("CHATKIT_MCP_TASKS_URL must be an absolute URL such as https://example.com/path",
					"CHATKIT_MCP_TASKS_MAX_CALLS must be at least 1.", "CHATKIT_MCP_CRM_URL is not set.",
					"CHATKIT_PAGES_1 must be an absolute URL such as https://example.com/path");
	}

	@ParameterizedTest
	@EnumSource
	void reportsAGapBetweenNumbers(Source source) {
		assertThat(source.given("CHATKIT_PAGES_0", "https://example.com", "CHATKIT_PAGES_2", "https://example.com")
			.with(Chat.class, "chatkit")
			.problems()).containsExactly("CHATKIT_PAGES: number its entries from 0 without a gap.");
	}

	@Test
	void findsMisspelledPartsOfEntries() {
		assertThat(Given
			.dotEnv("CHATKIT_MCP_TASKS_ULR=https://x.y", "CHATKIT_MCP_TASKS_MAXCALLS=1", "CHATKIT_AGENTS_0_NAM=one",
					"CHATKIT_MCP_TASKS=x", "CHATKIT_PAGES_A=https://x.y")
			.with(Chat.class, "chatkit")
			.problems()).containsExactly(
					"CHATKIT_MCP_TASKS_ULR (in .env, line 1) is not a variable of this service. Did you mean CHATKIT_MCP_TASKS_URL?",
					"CHATKIT_MCP_TASKS_MAXCALLS (in .env, line 2) is not a variable of this service.",
					"CHATKIT_AGENTS_0_NAM (in .env, line 3) is not a variable of this service. Did you mean CHATKIT_AGENTS_0_NAME?",
					"CHATKIT_MCP_TASKS (in .env, line 4) is not a variable of this service.",
					"CHATKIT_PAGES_A (in .env, line 5) is not a variable of this service. Did you mean CHATKIT_PAGES?");
	}

	@Test
	void refusesUnderscoresInTheNameOfAnEntry() {
		assertThat(Given.dotEnv("CHATKIT_MCP_MY_TASKS_URL=https://x.y").with(Chat.class, "chatkit").problems())
			.containsExactly(
					"CHATKIT_MCP_MY_TASKS_URL (in .env, line 1) is not a variable of this service. Did you mean CHATKIT_MCP_MYTASKS_URL?");
	}

	@Test
	void ignoresUnknownEntriesInTheEnvironmentButForAWarning(CapturedOutput output) {
		Chat chat = Given
			.environment(Map.of("CHATKIT_MCP_MY_TASKS_URL", "https://x.y", "CHATKIT_MCP_OLD", "x",
					"CHATKIT_AGENTS_0_NAM", "x"))
			.bind(Chat.class, "chatkit");
		assertThat(chat).isEqualTo(new Chat(Map.of(), List.of(), List.of()));
		assertThat(output)
			.contains("CHATKIT_MCP_MY_TASKS_URL (in the environment) is not a variable of this service and is ignored."
					+ " Did you mean CHATKIT_MCP_MYTASKS_URL?")
			.contains("CHATKIT_MCP_OLD (in the environment) is not a variable of this service and is ignored.");
	}

	enum Source {

		ENVIRONMENT, DOT_ENV;

		Given given(String... variables) {
			Map<String, String> values = new LinkedHashMap<>();
			for (int i = 0; i < variables.length; i += 2) {
				values.put(variables[i], variables[i + 1]);
			}
			return (this == ENVIRONMENT) ? Given.environment(values)
					: Given.dotEnv(values.entrySet().stream().map(Object::toString).toArray(String[]::new));
		}

	}

	record Chat(@DefaultValue Map<String, @Valid Mcp> mcp, @DefaultValue List<HttpUrl> pages,
			@DefaultValue List<Agent> agents) {

	}

	record Mcp(@NotNull(message = "is not set") HttpUrl url,
			@DefaultValue("1") @Min(value = 1, message = "must be at least 1") Integer maxCalls,
			@DefaultValue List<String> scopes) {

	}

	record Agent(String name) {

	}

}
