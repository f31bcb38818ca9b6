package io.github.chatkitbackend.chat.attachment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is left of uploads that never ended.
 */
class DirectoryBytesTests {

	private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

	@TempDir
	private Path directory;

	@Test
	void halfUploadsAreDeletedAfterADay() throws IOException {
		DirectoryBytes bytes = new DirectoryBytes(this.directory, InstantSource.fixed(NOW));
		Path abandoned = bytes.newFile();
		Path recent = bytes.newFile();
		Path kept = Files.createFile(this.directory.resolve("atc_1"));
		age(abandoned, Duration.ofDays(1).plusSeconds(1));
		age(recent, Duration.ofDays(1).minusSeconds(1));
		age(kept, Duration.ofDays(100));
		Path next = bytes.newFile();
		assertThat(this.directory).isDirectoryNotContaining((file) -> file.equals(abandoned));
		assertThat(this.directory.toFile().list()).hasSize(3)
			.contains(recent.getFileName().toString(), kept.getFileName().toString(), next.getFileName().toString());
	}

	private static void age(Path file, Duration age) throws IOException {
		Files.setLastModifiedTime(file, FileTime.from(NOW.minus(age)));
	}

}
