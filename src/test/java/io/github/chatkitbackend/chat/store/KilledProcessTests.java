package io.github.chatkitbackend.chat.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.chatkitbackend.ChatKitTest;
import io.github.chatkitbackend.ServiceProcess;
import io.github.chatkitbackend.Services;
import io.micrometer.observation.ObservationRegistry;
import org.apache.commons.dbcp2.BasicDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The embedded database keeps what it has acknowledged when its process is killed.
 */
@ChatKitTest
@Execution(ExecutionMode.CONCURRENT)
class KilledProcessTests {

	private static final Pattern STORED = Pattern.compile("stored (\\d+)\n");

	@TempDir
	private Path directory;

	@Test
	void losesNothingThatWasAcknowledged(Services services) throws Exception {
		int acknowledged = storeUntilKilled(services);
		try (BasicDataSource dataSource = EmbeddedDatabase.open(this.directory)) {
			ThreadStore store = new ThreadStore(new Database(dataSource, DatabaseKind.SQLITE, ObservationRegistry.NOOP),
					InstantSource.system());
			for (int i = 0; i <= acknowledged; i++) {
				assertThat(store.item(CommitLoop.OWNER, CommitLoop.THREAD, "i" + i)).as("item %d", i).isNotNull();
			}
		}
	}

	@Test
	void leavesNoUnpackedLibrariesBehind(Services services) throws Exception {
		storeUntilKilled(services);
		assertThat(libraries()).isPositive();
		EmbeddedDatabase.open(this.directory).close();
		assertThat(libraries()).isZero();
	}

	private int storeUntilKilled(Services services) throws Exception {
		ServiceProcess process = services.program(CommitLoop.class, this.directory, Map.of());
		process.awaitOutput("stored 300\n");
		process.kill();
		String output = process.output();
		assertThat(output).doesNotContain("WARNING");
		return STORED.matcher(output)
			.results()
			.mapToInt((match) -> Integer.parseInt(match.group(1)))
			.max()
			.orElseThrow();
	}

	private long libraries() throws IOException {
		try (Stream<Path> files = Files.list(this.directory.resolve("native"))) {
			return files.count();
		}
	}

}
