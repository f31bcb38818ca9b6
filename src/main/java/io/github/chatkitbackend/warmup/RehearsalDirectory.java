package io.github.chatkitbackend.warmup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import org.springframework.util.FileSystemUtils;

/**
 * The data directory of a rehearsal, which is deleted when it ends. Opening a database
 * tells SQLite's driver, for the whole JVM, to use that directory for its library.
 */
final class RehearsalDirectory implements AutoCloseable {

	private static final String LIBRARIES = "org.sqlite.tmpdir";

	private final @Nullable String libraries = System.getProperty(LIBRARIES);

	private final Path path;

	RehearsalDirectory() throws IOException {
		this.path = Files.createTempDirectory("chatkit-warm-up");
	}

	Path path() {
		return this.path;
	}

	@Override
	public void close() throws IOException {
		if (this.libraries != null) {
			System.setProperty(LIBRARIES, this.libraries);
		}
		else {
			System.clearProperty(LIBRARIES);
		}
		FileSystemUtils.deleteRecursively(this.path);
	}

}
