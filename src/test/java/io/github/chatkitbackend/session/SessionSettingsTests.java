package io.github.chatkitbackend.session;

import io.github.chatkitbackend.Backend;
import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.Services;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The optional settings arrive at OpenAI, one by one and together.
 */
@ChatKitTest
class SessionSettingsTests {

	private final OpenAIStandIn openai;

	private final Services services;

	SessionSettingsTests(OpenAIStandIn openai, Services services) {
		this.openai = openai;
		this.services = services;
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					CHATKIT_WORKFLOW_VERSION                | 3     | /workflow/version                                 | "3"
					CHATKIT_TRACING_ENABLED                 | false | /workflow/tracing                                 | {"enabled":false}
					CHATKIT_SESSION_EXPIRES_AFTER_SECONDS   | 60    | /expires_after                                    | {"anchor":"created_at","seconds":60}
					CHATKIT_SESSION_MAX_REQUESTS_PER_MINUTE | 5     | /rate_limits                                      | {"max_requests_per_1_minute":5}
					CHATKIT_FILE_UPLOAD_ENABLED             | true  | /chatkit_configuration                            | {"file_upload":{"enabled":true}}
					CHATKIT_FILE_UPLOAD_MAX_FILES           | 2     | /chatkit_configuration                            | {"file_upload":{"max_files":2}}
					CHATKIT_FILE_UPLOAD_MAX_SIZE_MB         | 8     | /chatkit_configuration                            | {"file_upload":{"max_file_size":8}}
					CHATKIT_HISTORY_ENABLED                 | false | /chatkit_configuration                            | {"history":{"enabled":false}}
					CHATKIT_HISTORY_RECENT_THREADS          | 7     | /chatkit_configuration                            | {"history":{"recent_threads":7}}
					CHATKIT_THREAD_TITLES_ENABLED           | false | /chatkit_configuration                            | {"automatic_thread_titling":{"enabled":false}}
					""")
	void eachIsSentWhenSet(String variable, String value, String path, String json) {
		Backend backend = this.services.start(variable + "=" + value);
		assertThat(backend.session().status()).isEqualTo(200);
		assertThat(this.openai.lastBody().at(path)).hasToString(json);
	}

	@Test
	void theAccountIsNamedInHeaders() {
		Backend backend = this.services.start("OPENAI_ORG_ID= org-1 ", "OPENAI_PROJECT_ID=proj_1");
		assertThat(backend.session().status()).isEqualTo(200);
		RecordedRequest request = this.openai.requests().getLast();
		assertThat(request.getHeaders().get("OpenAI-Organization")).isEqualTo("org-1");
		assertThat(request.getHeaders().get("OpenAI-Project")).isEqualTo("proj_1");
	}

}
