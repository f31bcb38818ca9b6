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
			.contains("Check OPENAI_API_KEY", "The list of threads could not be read. Start the import again to go on")
			.doesNotContain("sk-other", "\tat ");
		assertThat(this.openai.calls(Operation.LIST_THREADS).requests()).hasSize(1);
	}

	private ServiceProcess start(String... settings) {
		return this.services.command(this.directory, List.of("import"), settings);
	}

}
