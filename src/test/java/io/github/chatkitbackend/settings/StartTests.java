package io.github.chatkitbackend.settings;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.ServiceProcess;
import io.github.chatkitbackend.Services;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an operator sees who starts the service from a shell.
 */
@ChatKitTest(shared = false)
@Execution(ExecutionMode.CONCURRENT)
class StartTests {

	private final Services services;

	@TempDir
	private Path directory;

	StartTests(Services services) {
		this.services = services;
	}

	@Test
	void withoutConfigurationEndsWithAMessageAndExitCode1() throws Exception {
		ServiceProcess service = this.services.processWith(this.directory, Map.of());
		assertThat(service.awaitExit()).isEqualTo(1);
		assertThat(service.output()).contains("OPENAI_API_KEY is not set: create a key at",
				"CHATKIT_MODEL is not set, and neither is CHATKIT_WORKFLOW_ID", ".env.example describe every variable")
			.doesNotContain("\tat ", "Exception");
	}

	@Test
	void withWrongConfigurationNamesEveryProblemItsVariableAndItsPlace() throws Exception {
		write("OPENAI_API_KEY=sk-proj-secret-of-the-env-file", "", "# a comment", "CHATKIT_WORKFLOW_ID=workflow_1",
				"CHATKIT_BACKEND_TOKEN=REPLACE_ME", "CHATKIT_JWT_SECRET=too-short-secret");
		ServiceProcess service = this.services.processWith(this.directory,
				Map.of("PORT", "eighty", "CHATKIT_OPENAI_DEADLINE", "10 parsecs"));
		assertThat(service.awaitExit()).isEqualTo(1);
		assertThat(service.output()).contains("PORT (in the environment) must be a whole number.",
				"CHATKIT_OPENAI_DEADLINE (in the environment) must be a duration such as 10s",
				"CHATKIT_WORKFLOW_ID (in .env, line 4) must be a workflow's id",
				"CHATKIT_BACKEND_TOKEN (in .env, line 5) is still the placeholder REPLACE_ME",
				"CHATKIT_JWT_SECRET (in .env, line 6) must have at least 32 bytes");
		assertThat(service.output()).doesNotContain("secret-of-the-env-file", "too-short-secret", "\tat ");
	}

	@Test
	void refusesLinesThatWouldBeIgnored() throws Exception {
		write("OPENAI_API_KEY=sk-1", "CHATKIT_WORKFLOW_ID=wf_1", "CHATKIT_BACKEND_TOKEN",
				"CHATKIT_BACKEND_TOKENS=token");
		ServiceProcess service = this.services.processWith(this.directory, Map.of("PORT", "0"));
		assertThat(service.awaitExit()).isEqualTo(1);
		assertThat(service.output()).contains(".env, line 3, is not of the form NAME=value.",
				"CHATKIT_BACKEND_TOKENS (in .env, line 4) is not a variable of this service. Did you mean CHATKIT_BACKEND_TOKEN?");
	}

	@Test
	void theSdkLogsNothingWhateverItsVariableSays() throws Exception {
		ServiceProcess service = this.services.process(this.directory, "OPENAI_LOG=debug");
		assertThat(status(service.awaitPort())).isEqualTo(200);
		assertThat(service.output()).contains("Session cksess_").doesNotContain("ek_", "client_secret");
	}

	@Test
	void aTokenInTheEnvFileClosesTheServiceAndTheEnvironmentWins() throws Exception {
		write("export CHATKIT_BACKEND_TOKEN='token-of-the-file' # ours", "OPENAI_API_KEY= \"sk-1\" ",
				"CHATKIT_WORKFLOW_ID=wf_1", "CHATKIT_ALLOWED_ORIGINS=https://file.example.com", "PORT=");
		ServiceProcess service = this.services.processWith(this.directory, Map.of("PORT", "0", "OPENAI_BASE_URL",
				"http://127.0.0.1:1/v1", "CHATKIT_ALLOWED_ORIGINS", "https://environment.example.com"));
		int port = service.awaitPort();
		assertThat(status(port)).isEqualTo(401);
		assertThat(status(port, "Authorization", "Bearer token-of-the-file")).isEqualTo(502);
		assertThat(status(port, "Origin", "https://file.example.com")).isEqualTo(403);
		assertThat(status(port, "Origin", "https://environment.example.com")).isEqualTo(401);
		assertThat(service.output()).doesNotContain("token-of-the-file", "sk-1");
	}

	private void write(String... lines) throws IOException {
		Files.write(this.directory.resolve(".env"), List.of(lines));
	}

	private static int status(int port, String... headers) throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI.create("http://127.0.0.1:" + port + "/chatkit/session"))
			.POST(BodyPublishers.noBody());
		if (headers.length > 0) {
			request.headers(headers);
		}
		return HttpClient.newHttpClient().send(request.build(), BodyHandlers.discarding()).statusCode();
	}

}
