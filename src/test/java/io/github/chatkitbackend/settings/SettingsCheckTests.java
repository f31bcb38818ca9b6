package io.github.chatkitbackend.settings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.Services;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every setting's limits, and how their violation reads.
 */
@ChatKitTest
class SettingsCheckTests {

	private final Services services;

	SettingsCheckTests(Services services) {
		this.services = services;
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			OPENAI_API_KEY                          | sk 1                       | contains spaces
			OPENAI_API_KEY                          | REPLACE_ME                 | is still a placeholder
			OPENAI_API_KEY                          | sk-...                     | is still a placeholder
			OPENAI_BASE_URL                         | api.openai.com             | must be an absolute URL
			OPENAI_BASE_URL                         | ftp://example.com          | must be an absolute URL
			OPENAI_BASE_URL                         | https://u:p@example.com    | must be an absolute URL
			OPENAI_ORG_ID                           | org 1                      | must not contain spaces
			OPENAI_PROJECT_ID                       | pröj                       | must not contain spaces
			PORT                                    | 65536                      | must be between 0 and 65535
			PORT                                    | http                       | must be a whole number
			CHATKIT_WORKFLOW_ID                     | asst_1                     | must be a workflow's id
			CHATKIT_WORKFLOW_ID                     | wf_REPLACE_ME              | must be a workflow's id
			CHATKIT_WORKFLOW_ID                     | wf_...                     | must be a workflow's id
			CHATKIT_WORKFLOWS                       | sales                      | must be a name and a workflow's id
			CHATKIT_WORKFLOWS                       | sales=1                    | must be a name and a workflow's id
			CHATKIT_WORKFLOWS                       | a=wf_1,a=wf_2              | must not use the name a twice
			CHATKIT_STATE_VARIABLES                 | plan                       | must be a name and a value
			CHATKIT_STATE_VARIABLES                 | a=1,a=2                    | must not use the name a twice
			CHATKIT_RATE_LIMIT_PER_MINUTE           | -1                         | must be between 0 and 100000
			CHATKIT_REDIS_URL                       | http://localhost           | must be a URL such as redis://
			CHATKIT_REDIS_URL                       | redis://localhost/abc      | must be a URL such as redis://
			CHATKIT_REDIS_URL                       | redis://localhost:99999    | must be a URL such as redis://
			CHATKIT_STATE_VARIABLES                 | plan=claim:                | must name a claim
			CHATKIT_DEMO_ENABLED                    | yes                        | must be true or false
			CHATKIT_DOCS_ENABLED                    | on                         | must be true or false
			OTEL_EXPORTER_OTLP_ENDPOINT             | collector:4318             | must be an absolute URL
			CHATKIT_OPENAI_MAX_CONCURRENT           | 0                          | must be between 1 and 10000
			CHATKIT_LOG_FORMAT                      | json                       | must be text or ecs
			MANAGEMENT_PORT                         | x                          | must be a whole number
			CHATKIT_WORKFLOW_VERSION                | latest                     | must not be the word latest
			CHATKIT_WORKFLOW_VERSION                | LATEST                     | must not be the word latest
			CHATKIT_SESSION_EXPIRES_AFTER_SECONDS   | 0                          | must be between 1 and 600
			CHATKIT_SESSION_EXPIRES_AFTER_SECONDS   | 601                        | must be between 1 and 600
			CHATKIT_SESSION_EXPIRES_AFTER_SECONDS   | 10m                        | must be a whole number
			CHATKIT_SESSION_MAX_REQUESTS_PER_MINUTE | 0                          | must be at least 1
			CHATKIT_FILE_UPLOAD_ENABLED             | maybe                      | must be true or false
			CHATKIT_FILE_UPLOAD_MAX_FILES           | 0                          | must be at least 1
			CHATKIT_FILE_UPLOAD_MAX_SIZE_MB         | 513                        | must be between 1 and 512
			CHATKIT_HISTORY_ENABLED                 | 2                          | must be true or false
			CHATKIT_HISTORY_RECENT_THREADS          | -1                         | must be at least 1
			CHATKIT_THREAD_TITLES_ENABLED           | x                          | must be true or false
			CHATKIT_TRACING_ENABLED                 | x                          | must be true or false
			CHATKIT_OPENAI_DEADLINE                 | 0                          | must be between 100ms and 60s
			CHATKIT_OPENAI_DEADLINE                 | 61                         | must be between 100ms and 60s
			CHATKIT_OPENAI_DEADLINE                 | soon                       | must be a duration
			CHATKIT_WARM_UP                         | -1s                        | must be between 0s and 60s
			CHATKIT_WARM_UP                         | 61                         | must be between 0s and 60s
			CHATKIT_COOKIE_SAME_SITE                | Strict                     | must be Lax or None
			CHATKIT_BACKEND_TOKEN                   | REPLACE_ME                 | is still the placeholder
			CHATKIT_BACKEND_TOKEN                   | two words                  | must be a token of letters
			CHATKIT_ALLOWED_ORIGINS                 | app.example.com            | must be an exact origin
			CHATKIT_ALLOWED_ORIGINS                 | https://app.example.com/   | must be an exact origin
			CHATKIT_ALLOWED_ORIGINS                 | https://app.example.com/x  | must be an exact origin
			CHATKIT_ALLOWED_ORIGINS                 | https://*.example.com      | must be an exact origin
			CHATKIT_ALLOWED_ORIGINS                 | null                       | must be an exact origin
			CHATKIT_ALLOWED_ORIGINS                 | *,https://app.example.com  | must not list origins besides *
			CHATKIT_JWT_ISSUER_URI                  | issuer                     | must be an absolute URL
			CHATKIT_JWT_JWK_SET_URI                 | jwks                       | must be an absolute URL
			CHATKIT_JWT_SECRET                      | 0123456789012345678901234567890 | must have at least 32 bytes
			CHATKIT_JWT_AUDIENCE                    | chatkit                    | has no effect by itself
			""")
	void namesTheVariableAndWhatIsWrong(String variable, String value, String problem) {
		assertProblems(Map.of(variable, value)).singleElement()
			.asString()
			.startsWith(variable + " (in the environment) " + problem);
	}

	@Test
	void reportsAllProblemsAtOnce() {
		Map<String, String> variables = new HashMap<>();
		variables.put("OPENAI_API_KEY", " ");
		variables.put("CHATKIT_WORKFLOW_ID", "");
		variables.put("CHATKIT_ALLOWED_ORIGINS", "x");
		variables.put("CHATKIT_JWT_AUDIENCE", "chatkit");
		variables.put("CHATKIT_HISTORY_RECENT_THREADS", "0");
		variables.put("PORT", "x");
		assertProblems(variables).hasSize(6).doesNotHaveDuplicates();
	}

	@Test
	void reportsWhatIsWrongWithinOneSettingBesideAnother() {
		assertProblems(Map.of("CHATKIT_BACKEND_TOKEN", "REPLACE_ME", "CHATKIT_ALLOWED_ORIGINS",
				"*,https://app.example.com", "CHATKIT_WORKFLOWS", "a=wf_1,a=wf_2"))
			.hasSize(3)
			.anyMatch((problem) -> problem.contains("must not list origins besides *"))
			.anyMatch((problem) -> problem.contains("must not use the name a twice"));
	}

	@Test
	void reportsSettingsThatExcludeEachOther() {
		assertProblems(Map.of("CHATKIT_JWT_SECRET", "x".repeat(32), "CHATKIT_JWT_JWK_SET_URI", "https://example.com"))
			.singleElement()
			.asString()
			.startsWith("CHATKIT_JWT_SECRET (in the environment) cannot be set together");
	}

	@Test
	void doesNotBlameTheAudienceForAWrongIssuer() {
		assertProblems(Map.of("CHATKIT_JWT_ISSUER_URI", "issuer", "CHATKIT_JWT_AUDIENCE", "chatkit")).singleElement()
			.asString()
			.startsWith("CHATKIT_JWT_ISSUER_URI");
	}

	@Test
	void refusesMoreStateVariablesThanOpenAITakes() {
		String variables = IntStream.range(0, 65).mapToObj((i) -> "v" + i + "=x").collect(Collectors.joining(","));
		assertProblems(Map.of("CHATKIT_STATE_VARIABLES", variables)).singleElement()
			.asString()
			.contains("must not have more than 64 entries");
		assertProblems(Map.of("CHATKIT_STATE_VARIABLES", "x".repeat(65) + "=1")).singleElement()
			.asString()
			.contains("must not have a name of more than 64 characters");
	}

	@Test
	void takesSecretsLiterally() {
		assertProblems(Map.of("CHATKIT_BACKEND_TOKEN", "${HOME}")).singleElement()
			.asString()
			.contains("must be a token of letters");
	}

	@Test
	void takesBlankValuesForAbsentOnes() {
		Map<String, String> variables = new HashMap<>(
				Map.of("OPENAI_API_KEY", " sk-1 ", "CHATKIT_WORKFLOW_ID", "\twf_1"));
		for (String blank : List.of("OPENAI_BASE_URL", "CHATKIT_WORKFLOW_VERSION", "CHATKIT_BACKEND_TOKEN",
				"CHATKIT_OPENAI_DEADLINE", "CHATKIT_HISTORY_ENABLED", "CHATKIT_JWT_SECRET", "CHATKIT_ALLOWED_ORIGINS",
				"CHATKIT_COOKIE_SAME_SITE", "CHATKIT_JWT_USER_CLAIM")) {
			variables.put(blank, " ");
		}
		Backend backend = this.services.startWith(variables);
		assertThat(backend.get("/health").status()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			CHATKIT_WORKFLOWS       | a=wf_1,sales=1,b=wf_2      | , entry 2 (sales), must be a name and a workflow's id
			CHATKIT_WORKFLOWS       | a=wf_1, sales              | , entry 2 (sales), must be a name and a workflow's id
			CHATKIT_WORKFLOWS       | a=wf_1,,b=wf_2             | , entry 2, must be a name and a workflow's id
			CHATKIT_STATE_VARIABLES | a=1,b=2,plan=claim:        | , entry 3 (plan), must name a claim
			CHATKIT_STATE_VARIABLES | a=1,secret                 | , entry 2, must be a name and a value
			CHATKIT_STATE_VARIABLES | a=${x}, ${y}               | , entry 2, must be a name and a value
			CHATKIT_STATE_VARIABLES | a=1,b=1,c=2,b=2            | must not use the name b twice
			CHATKIT_BACKEND_TOKEN   | good,REPLACE_ME            | , entry 2, is still the placeholder
			CHATKIT_BACKEND_TOKEN   | one,,two                   | , entry 2, must be a token of letters
			CHATKIT_BACKEND_TOKEN   | one,two words,three        | , entry 2, must be a token
			CHATKIT_ALLOWED_ORIGINS | https://example.com,x      | , entry 2, must be an exact origin
			CHATKIT_WORKFLOWS_1     | sales=1                    | must be a name and a workflow's id
			""")
	void saysWhichEntryIsWrong(String variable, String value, String problem) {
		assertProblems(Map.of(variable, value, "CHATKIT_WORKFLOWS_0", "a=wf_1")).singleElement()
			.asString()
			.startsWith(variable + " (in the environment)" + (problem.startsWith(",") ? "" : " ") + problem);
	}

	private static ListAssert<String> assertProblems(Map<String, ?> variables) {
		return assertThat(Given.environment(variables).problems());
	}

}
