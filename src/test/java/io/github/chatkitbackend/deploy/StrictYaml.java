package io.github.chatkitbackend.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Reads YAML that says nothing twice.
 */
final class StrictYaml {

	/** The tests run in the build directory. */
	private static final Path DEPLOY = Path.of("..", "deploy");

	private StrictYaml() {
	}

	static String text(String file) {
		try {
			return Files.readString(DEPLOY.resolve(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@SuppressWarnings("unchecked")
	static List<Map<String, Object>> documents(String yaml) {
		LoaderOptions options = new LoaderOptions();
		options.setAllowDuplicateKeys(false);
		Iterable<Object> documents = new Yaml(new SafeConstructor(options)).loadAll(yaml);
		return StreamSupport.stream(documents.spliterator(), false)
			.map((document) -> (Map<String, Object>) document)
			.toList();
	}

}
