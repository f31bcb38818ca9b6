package io.github.chatkitbackend.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What people write into {@code .env} files, and what it means.
 */
class DotEnvTests {

	@TempDir
	private Path directory;

	@ParameterizedTest
	@CsvSource(delimiter = '>', quoteCharacter = '`', textBlock = """
			A=1                    > 1
			A = 1                  > 1
			export A=1             > 1
			A="1"                  > 1
			A='1'                  > 1
			A=" 1 "                > ` 1 `
			A=1 # a comment        > 1
			A=1#2                  > 1#2
			A="1 # 2" # a comment  > 1 # 2
			A=                     > ``
			A=# a comment          > ``
			A=a=b                  > a=b
			A=a\\\\ub              > a\\\\ub
			A=${B}                 > ${B}
			A=schlüssel            > schlüssel
			""")
	void readsWhatShellsWrite(String line, String value) throws IOException {
		DotEnv env = read(line);
		assertThat(env.problems()).isEmpty();
		assertThat(env.values().get("A").strip()).isEqualTo(value.strip());
	}

	@ParameterizedTest
	@ValueSource(strings = { "A", "A: 1", "A=\"1", "A='1' 2", "set A=1", "=1", "A-B=1" })
	void reportsWhatItCannotRead(String line) throws IOException {
		assertThat(read("# first", line).problems()).containsExactly(".env, line 2, is not of the form NAME=value.");
	}

	@Test
	void passesOverByteOrderMarkCommentsAndBlankLines() throws IOException {
		DotEnv env = read("\uFEFFA=1\r", "", "  # A=2", "B=2");
		assertThat(env.values()).hasSize(2).containsEntry("A", "1").containsEntry("B", "2");
		assertThat(env.lines()).containsEntry("B", 4);
	}

	@Test
	void wantsUtf8() throws IOException {
		Files.write(this.directory.resolve(".env"), "A=ü".getBytes(StandardCharsets.ISO_8859_1));
		assertThat(DotEnv.read(this.directory.resolve(".env")).problems())
			.containsExactly(".env must be encoded in UTF-8.");
	}

	@Test
	void isEmptyWithoutFile() {
		assertThat(DotEnv.read(this.directory.resolve(".env")).values()).isEmpty();
	}

	private DotEnv read(String... lines) throws IOException {
		Path file = this.directory.resolve(".env");
		Files.writeString(file, String.join("\n", lines));
		return DotEnv.read(file);
	}

}
