package io.github.chatkitbackend.migration;

import java.util.List;

import io.github.chatkitbackend.identity.UserId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The options of the command, and what an operator reads who mistypes one.
 */
class ImportOptionsTests {

	@Test
	void mayBeCombined() {
		assertThat(ImportOptions.parse(List.of())).isEqualTo(new ImportOptions(false, false, null));
		ImportOptions both = new ImportOptions(false, true, new UserId("alice"));
		assertThat(ImportOptions.parse(List.of("--dry-run", "--user", "alice"))).isEqualTo(both);
		assertThat(ImportOptions.parse(List.of("--user=alice", "--dry-run"))).isEqualTo(both);
		assertThat(ImportOptions.parse(List.of("-h")).help()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "--dryrun,import has no option --dryrun.", "alice,import has no option alice.",
			"--user,--user needs the id of a user.", "--user=,The id of --user must not be blank." })
	void areRefusedWithAReason(String argument, String message) {
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> ImportOptions.parse(List.of(argument)))
			.withMessage(message);
	}

	@Test
	void endTheCommandWithoutAStart() {
		assertThat(ImportCommand.run(List.of("--help"))).isZero();
		assertThat(ImportCommand.run(List.of("--dryrun"))).isEqualTo(1);
	}

}
