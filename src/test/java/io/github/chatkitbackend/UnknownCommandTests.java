package io.github.chatkitbackend;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A mistyped command must not start the service.
 */
@ChatKitTest
class UnknownCommandTests {

	@Test
	void endsTheProcess(Services services, @TempDir Path directory) throws Exception {
		ServiceProcess process = services.commandWith(directory, List.of("imports"), Map.of());
		assertThat(process.awaitExit()).isEqualTo(1);
		assertThat(process.output()).contains("There is no command imports. The only one is import;")
			.doesNotContain("Starting", "Exception");
	}

}
