package io.github.chatkitbackend.migration;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.ServiceProcess;
import io.github.chatkitbackend.Services;
import io.github.chatkitbackend.openai.OpenAIStandIn;
import io.github.chatkitbackend.openai.Operation;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an operator sees who runs {@code import} in a shell.
 */
@ChatKitTest(shared = false)
@Execution(ExecutionMode.CONCURRENT)
class ImportCommandTests {

	@TempDir
	private Path directory;

	private final Services services;

	private final OpenAIStandIn openai;

	ImportCommandTests(Services services, OpenAIStandIn openai) {
		this.services = services;
		this.openai = openai;
	}

	@Test
	void countsOnlyInADryRun() throws Exception {
		this.openai.threads().generate(30);
		Path data = this.directory.resolve("data");
		ServiceProcess process = this.services.commandWith(this.directory, List.of("import", "--dry-run"),
				Map.of("OPENAI_API_KEY", OpenAIStandIn.API_KEY, "OPENAI_BASE_URL", this.openai.baseUrl(),
						"CHATKIT_DATA_DIR", data.toString()));
		assertThat(process.awaitExit()).as(process.output()).isZero();
		assertThat(process.output()).contains("Dry run, nothing was written: 30 threads with 70 items of 30 users");
		assertThat(data).doesNotExist();
	}

	@Test
	void namesWhatIsWrongWithTheSettings() throws Exception {
		Files.writeString(this.directory.resolve(".env"), "CHATKIT_DATADIR=data\n");
		ServiceProcess process = this.services.commandWith(this.directory, List.of("import"), Map.of());
		assertThat(process.awaitExit()).isEqualTo(1);
		assertThat(process.output())
			.contains("OPENAI_API_KEY is not set",
					"CHATKIT_DATADIR (in .env, line 1) is not a variable of this service")
			.doesNotContain("CHATKIT_MODEL is not set", "Exception", "\tat ");
	}

	@Test
	void namesADatabaseThatCannotBeUsed() throws Exception {
		ServiceProcess process = start("DATABASE_URL=mysql://127.0.0.1:1/none");
		assertThat(process.awaitExit()).isEqualTo(1);
		assertThat(process.output()).contains("DATABASE_URL must").doesNotContain("\tat ");
	}

	@Test
	void endsAtOnceIfOpenAIRejectsTheKey() throws Exception {
		ServiceProcess process = start("OPENAI_API_KEY=sk-other", "CHATKIT_DATA_DIR=" + this.directory);
		assertThat(process.awaitExit()).isEqualTo(1);
		assertThat(process.output())
			.contains(
					"Nothing was imported: OpenAI refused OPENAI_API_KEY (401). Correct it and start the import again.")
			.containsPattern(
					"OpenAI answered 401 \\(code \\w+, request \\w+\\): Incorrect API key .*[^.]\\. Check OPENAI")
			.doesNotContain("sk-other", "\tat ", "to go on");
		assertThat(this.openai.calls(Operation.LIST_THREADS).requests()).hasSize(1);
	}

	@Test
	void namesWhatMayBeMissingIfOpenAIForbidsTheCall() throws Exception {
		this.openai.calls(Operation.LIST_THREADS).answerNext(OpenAIStandIn.error(403, null, "No access.").build());
		ServiceProcess process = start("CHATKIT_DATA_DIR=" + this.directory);
		assertThat(process.awaitExit()).isEqualTo(1);
		assertThat(process.output()).contains("): No access. Check OPENAI_API_KEY",
				"Nothing was imported: OpenAI refused OPENAI_API_KEY (403). Check its permissions, OPENAI_ORG_ID and "
						+ "OPENAI_PROJECT_ID, and start the import again.");
	}

	@Test
	void saysWhyOpenAICannotBeReached() throws Exception {
		ServiceProcess process = start("OPENAI_BASE_URL=http://127.0.0.1:9/v1", "CHATKIT_DATA_DIR=" + this.directory);
		assertThat(process.awaitExit()).isEqualTo(1);
		assertThat(process.output().lines().filter((line) -> line.contains("It is repeated in"))).hasSize(5)
			.allMatch((line) -> line
				.contains("A call to OpenAI at 127.0.0.1:9 failed (ConnectException: Connection refused)"));
		assertThat(process.output()).contains(
				"Nothing was imported: OpenAI cannot be reached at http://127.0.0.1:9/v1 (ConnectException: Connection "
						+ "refused). Check OPENAI_BASE_URL and the network, and start the import again.");
	}

	@Test
	void saysThatItCanGoOnIfTheListBreaksOff() throws Exception {
		this.openai.threads().generate(1);
		this.openai.calls(Operation.LIST_THREADS)
			.answerNext(page(), OpenAIStandIn.error(404, null, "Something private").build());
		ServiceProcess process = start("CHATKIT_DATA_DIR=" + this.directory);
		assertThat(process.awaitExit()).isEqualTo(1);
		assertThat(process.output())
			.contains("/v1 sent no list of threads (404). Follow the advice in the warning above, and start the "
					+ "import again to go on.", "Import not complete: 1 thread")
			.doesNotContain("Nothing was imported");
	}

	/** A thread that the stand-in has, and the promise of more. */
	private static MockResponse page() {
		return new MockResponse.Builder()
			.body("""
					{"object": "list", "has_more": true, "data": [{"id": "cthr_%032x", "user": "alice", "created_at": 1760000000}]}"""
				.formatted(0))
			.build();
	}

	private ServiceProcess start(String... settings) {
		return this.services.command(this.directory, List.of("import"), settings);
	}

}
