package io.github.chatkitbackend.settings;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What names and quotes are taken for mistakes, and which are not.
 */
@ExtendWith(OutputCaptureExtension.class)
class VariablesCheckTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			OPENAI_API_KEY              | "sk-x"
			OPENAI_API_KEY              | 'sk-x'
			OPENAI_BASE_URL             | ""
			CHATKIT_WORKFLOW_ID         | "wf_1"
			CHATKIT_WORKFLOW_VERSION    | "3"
			CHATKIT_JWT_AUDIENCE        | 'chatkit'
			CHATKIT_STATE_VARIABLES     | "channel=web"
			CHATKIT_WORKFLOWS_0         | "sales=wf_1"
			PORT                        | "8080"
			OTEL_EXPORTER_OTLP_ENDPOINT | "http://collector:4318"
			""")
	void refusesQuotesAroundValues(String variable, String value) {
		assertThat(Given.environment(Map.of(variable, value)).problems()).containsExactly(variable
				+ " (in the environment) has quotes around its value: remove them; docker --env-file takes values literally.");
	}

	@Test
	void refusesQuotesWithinTheQuotesOfTheEnvFile() {
		assertThat(Given.dotEnv("OPENAI_API_KEY='\"sk-x\"'").problems())
			.containsExactly("OPENAI_API_KEY (in .env, line 1) has quotes around its value: remove them.");
	}

	@Test
	void takesQuotesElsewhere() {
		assertThat(Given.dotEnv("OPENAI_API_KEY=\"sk-x\"", "CHATKIT_WORKFLOW_ID='wf_2'").problems()).isEmpty();
		assertThat(Given.environment(Map.of("CHATKIT_STATE_VARIABLES", "greeting=\"hi\"", "SOMEBODY_ELSES", "\"x\""))
			.problems()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			PROT                        | PORT
			OPRT                        | PORT
			port                        | PORT
			MANAGMENT_PORT              | MANAGEMENT_PORT
			MANAGEMENT_PROT             | MANAGEMENT_PORT
			OTEL_EXPORTER_OLTP_ENDPOINT | OTEL_EXPORTER_OTLP_ENDPOINT
			OPEN_AI_API_KEY             | OPENAI_API_KEY
			OPENAI_KEY_API              |
			OPENAI_APIKEY               | OPENAI_API_KEY
			OPENAI_ORGANIZATION         | OPENAI_ORG_ID
			OPENAI_PROJECT              | OPENAI_PROJECT_ID
			OPENAI_API_BASE             | OPENAI_BASE_URL
			CHATKT_BACKEND_TOKEN        | CHATKIT_BACKEND_TOKEN
			CHATKIT_BACKEND_TOKENS      | CHATKIT_BACKEND_TOKEN
			CHATKIT_WORKFLOW_0          | CHATKIT_WORKFLOWS_0
			CHATKIT_WORKFLOW_IDS        | CHATKIT_WORKFLOW_ID
			CHATKIT_SOMETHING           |
			""")
	void refusesMisspelledNamesInTheEnvFileAndWarnsInTheEnvironment(String name, String meant, CapturedOutput output) {
		String advice = (meant != null) ? " Did you mean " + meant + "?" : "";
		assertThat(Given.dotEnv("", name + "=1").problems())
			.containsExactly(name + " (in .env, line 2) is not a variable of this service." + advice);
		assertThat(Given.environment(Map.of(name, "1")).problems()).isEmpty();
		assertThat(output)
			.contains(name + " (in the environment) is not a variable of this service and is ignored." + advice + "\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "HOST", "POST", "PORTS", "PORTO", "SPORT", "PART", "PO", "HTTP_PORT", "MANAGEMENT_HOST",
			"MANAGEMENT_PASSWORD", "OPENAPI_BASE_URL", "OPENAPI_KEY", "OTEL_EXPORTER_OTLP_HEADERS",
			"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "CHAT_TOKEN", "DATABASE_URL" })
	void leavesNamesOfOtherProgramsAlone(String name, CapturedOutput output) {
		assertThat(Given.dotEnv(name + "=1").problems()).isEmpty();
		assertThat(output).doesNotContain("not a variable");
	}

	@ParameterizedTest
	@ValueSource(strings = { "OPENAI_LOG", "OPENAI_MODEL", "OPENAI_WEBHOOK_SECRET", "OPENAI_AGENTS_DISABLE_TRACING" })
	void onlyWarnsOfNamesThatTheSdksKnow(String name, CapturedOutput output) {
		assertThat(Given.dotEnv(name + "=1").problems()).isEmpty();
		assertThat(output).contains(name + " (in .env, line 1) is not a variable of this service and is ignored.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "CHATKIT", "CHATKIT_BACKEND", "CHATKIT_MCP", "OPENAI_PROXY" })
	void ignoresWhatKubernetesSetsForAService(String service, CapturedOutput output) {
		assertThat(Given
			.environment(Map.of(service + "_SERVICE_HOST", "10.0.0.1", service + "_SERVICE_PORT", "8488",
					service + "_SERVICE_PORT_HTTP", "8488", service + "_PORT", "tcp://10.0.0.1:8488",
					service + "_PORT_8488_TCP", "tcp://10.0.0.1:8488", service + "_PORT_8488_TCP_PROTO", "tcp",
					service + "_PORT_8488_TCP_PORT", "8488", service + "_PORT_8488_TCP_ADDR", "10.0.0.1"))
			.with(StructuredSettingsTests.Chat.class, "chatkit")
			.problems()).isEmpty();
		assertThat(output).doesNotContain("not a variable");
	}

}
