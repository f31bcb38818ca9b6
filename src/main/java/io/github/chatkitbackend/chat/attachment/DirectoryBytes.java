package io.github.chatkitbackend.chat.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import io.github.chatkitbackend.chat.store.StoredAttachment;

/**
 * Files in a directory, named by their random ids.
 */
class DirectoryBytes implements AttachmentBytes {

	private static final String PREFIX = "incoming-";

	/** A file that a killed process was receiving. */
	private static final Duration ABANDONED = Duration.ofDays(1);

	private final Path directory;

	private final InstantSource clock;

	DirectoryBytes(Path directory, InstantSource clock) {
		this.directory = directory.toAbsolutePath().normalize();
		this.clock = clock;
	}

	@Override
	public Path newFile() throws IOException {
		Files.createDirectories(this.directory);
		deleteAbandoned();
		return Files.createTempFile(this.directory, PREFIX, null);
	}

	private void deleteAbandoned() throws IOException {
		Instant before = this.clock.instant().minus(ABANDONED);
		try (DirectoryStream<Path> files = Files.newDirectoryStream(this.directory, PREFIX + "*")) {
			for (Path file : files) {
				if (Files.exists(file) && Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
					Files.deleteIfExists(file);
				}
			}
		}
	}

	@Override
	public void keep(StoredAttachment attachment, Path file) throws IOException {
		Files.move(file, this.directory.resolve(attachment.id()), StandardCopyOption.ATOMIC_MOVE);
	}

	@Override
	public InputStream read(String id) throws IOException {
		return Files.newInputStream(this.directory.resolve(id));
	}

	@Override
	public void delete(String id) throws IOException {
		Files.deleteIfExists(this.directory.resolve(id));
	}

}
